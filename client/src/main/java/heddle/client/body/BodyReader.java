package heddle.client.body;

import heddle.http.Headers;
import java.io.IOException;

/// Makes a value of a whole body: of JSON, of a table, of whatever a program knows to read.
///
///     BodyReader<BufferedImage> images = (bytes, _) -> ImageIO.read(new ByteArrayInputStream(bytes));
///     BufferedImage logo = session.get(url).as(images);
///
/// @param <T> the value
@FunctionalInterface
public interface BodyReader<T> {
    /// The value of this body, which is decoded and complete.
    ///
    /// Throws [IOException] when it is none; whoever asked gets a [heddle.http.DecodingException] then, with the
    /// request and the media type.
    T read(byte[] body, Headers headers) throws IOException;
}
