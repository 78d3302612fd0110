package heddle.http.multipart;

import java.util.Arrays;

/// The bytes that have come and were not taken yet.
final class Window {
    private byte[] bytes = new byte[1024];
    private int start;
    private int end;

    int length() {
        return end - start;
    }

    byte at(int index) {
        return bytes[start + index];
    }

    void append(byte[] more) {
        if (end + more.length > bytes.length) {
            int room = Math.max(bytes.length, length() + more.length);
            byte[] moved = room == bytes.length ? bytes : new byte[room];
            System.arraycopy(bytes, start, moved, 0, length());
            end = length();
            start = 0;
            bytes = moved;
        }
        System.arraycopy(more, 0, bytes, end, more.length);
        end += more.length;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
        start += count;
        return taken;
    }

    void skip(int count) {
        start += count;
    }

    /// Where these bytes stand first, or -1.
    int indexOf(byte[] wanted) {
        for (int at = start; at <= end - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at - start;
            }
        }
        return -1;
    }
}
