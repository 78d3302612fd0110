package heddle.server.origin;

import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.RefusedRequestException;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/// `/charset/{name}`: a text in a charset, declared in the Content-Type; what the charset lacks comes as `?`.
final class CharsetRoute implements Handler {
    private static final String TEXT = "Grüße, žluťoučký kůň, привет, 世界\n";

    @Override
    public Reply handle(ServerRequest request) {
        Charset charset = charset(request.parameter("name"));
        return Reply.bytes("text/plain; charset=" + charset.name(), TEXT.getBytes(charset));
    }

    private static Charset charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            // refused below, as one that cannot encode is
        }
        throw new RefusedRequestException(
                Status.BAD_REQUEST, "name must be a charset that Java can write, such as utf-8, iso-8859-1, shift_jis");
    }
}
