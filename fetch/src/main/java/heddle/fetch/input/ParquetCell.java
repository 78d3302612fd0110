package heddle.fetch.input;

import heddle.fetch.list.Cell;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A value of Parquet as one that is passed through: numbers and truth as in JSON, text as it is, times as ISO 8601
/// has them, bytes as the text that they are in UTF-8, or else in Base64.
final class ParquetCell {
    private ParquetCell() {}

    static Cell of(String column, @Nullable Object value) {
        return switch (value) {
            case null -> Cell.none(column);
            case Double number when !Double.isFinite(number) -> Cell.text(column, number.toString());
            case Float number when !Float.isFinite(number) -> Cell.text(column, number.toString());
            case BigDecimal number -> Cell.json(column, number.toString());
            case Number number -> Cell.json(column, number.toString());
            case Boolean truth -> Cell.json(column, truth.toString());
            case byte[] bytes -> Cell.text(column, text(bytes));
            default -> Cell.text(column, value.toString());
        };
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }
}
