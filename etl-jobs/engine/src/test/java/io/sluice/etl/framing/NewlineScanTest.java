package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NewlineScanTest {
    @Test
    void findsTheFirstNewlineInAnyRange() {
        Random random = new Random(1);
        byte[] alphabet = {'\n', 11, 9, (byte) 0x8a, 0, (byte) 0xff, 'x', 'y', 'z'};
        byte[] bytes = new byte[40];
        for (int round = 0; round < 20_000; round++) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[1 + random.nextInt(alphabet.length - 1)];
            }
            int newlines = random.nextInt(3);
            for (int i = 0; i < newlines; i++) {
                bytes[random.nextInt(bytes.length)] = '\n';
            }
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertThat(NewlineScan.find(bytes, from, to)).isEqualTo(plainly(bytes, from, to));
        }
    }

    private static int plainly(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
