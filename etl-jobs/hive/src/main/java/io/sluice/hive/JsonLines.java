package io.sluice.hive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** Prints a result as a JSON object a line. */
final class JsonLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLines() {}

    static void print(ResultSet result, PrintWriter out) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
            ObjectNode row = JSON.createObjectNode();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.set(columns.getColumnLabel(i), value(result, i, columns.getColumnType(i)));
            }
            out.println(row);
        }
    }

    private static JsonNode value(ResultSet result, int column, int type) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return JSON.nullNode();
        }
        return switch (type) {
            case Types.BOOLEAN -> JSON.getNodeFactory().booleanNode(result.getBoolean(column));
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                JSON.getNodeFactory().numberNode(result.getLong(column));
            case Types.DECIMAL -> JSON.getNodeFactory().numberNode(result.getBigDecimal(column));
            case Types.FLOAT, Types.DOUBLE -> JSON.getNodeFactory().numberNode(result.getDouble(column));
            case Types.ARRAY, Types.STRUCT, Types.JAVA_OBJECT -> nested(text);
            default -> JSON.getNodeFactory().textNode(text);
        };
    }

    /** HiveServer2 sends arrays, maps and structs as JSON text. */
    private static JsonNode nested(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
