package heddle.client;

import heddle.client.RequestDefaults.Compression;
import heddle.client.codec.DecodedPieces;
import heddle.http.Headers;
import heddle.http.coding.ContentDecoder;
import heddle.http.coding.DecodingLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Puts a decoder before the body of a response that is coded: for the codings of Content-Encoding, if the client
/// asked for them, and always for those below `chunked` in Transfer-Encoding, which are the connection's and not
/// the content's.
final class Decode implements Middleware {
    private final DecodingLimits limits;

    Decode(DecodingLimits limits) {
        this.limits = limits;
    }

    @Override
    public Response send(Outgoing request, Next next) {
        Response response = next.send(request);
        List<String> codings = codings(request, response.headers());
        if (codings.isEmpty()) {
            return response;
        }
        return response.withBody(coded -> new DecodedPieces(coded, codings, limits));
    }

    private static List<String> codings(Outgoing request, Headers headers) {
        boolean isContentCoded =
                request.policy().compression() == Compression.DECODED && headers.has("Content-Encoding");
        boolean isTransferCoded = headers.has("Transfer-Encoding");
        if (!isContentCoded && !isTransferCoded) {
            return List.of();
        }
        var codings = new ArrayList<String>();
        if (isContentCoded) {
            codings.addAll(ContentDecoder.codings(headers));
        }
        for (String coding : headers.members("Transfer-Encoding")) {
            String name = coding.toLowerCase(Locale.ROOT);
            if (!name.equals("chunked") && !name.equals("identity")) {
                codings.add(name);
            }
        }
        return codings;
    }
}
