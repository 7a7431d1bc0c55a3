package io.sluice.etl.publish.delta;

import io.sluice.etl.model.JobConfig.TableName;

/**
 * The names under which a log remembers numbers for us ({@code SetTransaction}).
 *
 * @param slots under which it has the number of the last slot
 * @param alone under which a commit has its own version, if it and all before it are slots'
 */
record Applications(String slots, String alone) {
    static Applications of(TableName table) {
        return new Applications("sluice:" + table, "sluice:" + table + ":alone");
    }
}
