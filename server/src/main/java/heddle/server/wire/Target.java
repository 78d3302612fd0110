package heddle.server.wire;

import heddle.http.Method;
import heddle.http.Status;

/// A request target, taken apart (RFC 9112, 3.2): origin form, absolute form, or the asterisk of OPTIONS.
///
/// Nothing is decoded; what is no URI, a space or `é` or a fragment, is refused instead of guessed at.
record Target(String path, String query) {
    private static final String HOST_MARKS = "-._~!$&'()*+;=%:[]";

    static Target read(Method method, String target, int bytesMax) throws RefusalSignal {
        if (target.length() > bytesMax) {
            throw new RefusalSignal(
                    new Refusal(Status.URI_TOO_LONG, "the target is longer than %d bytes".formatted(bytesMax)));
        }
        if (method.equals(Method.CONNECT)) {
            throw new RefusalSignal(new Refusal(Status.NOT_IMPLEMENTED, "this server is no proxy"));
        }
        checkCharacters(target);
        if (target.equals("*")) {
            if (!method.equals(Method.OPTIONS)) {
                throw RefusalSignal.badRequest("the target * goes with OPTIONS only");
            }
            return new Target("*", "");
        }
        return split(target.startsWith("/") ? target : withoutAuthority(target));
    }

    /// Whether a text can be a host with an optional port; the empty one can, for targets without a host.
    static boolean isAuthority(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isPlain && HOST_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void checkCharacters(String target) throws RefusalSignal {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                throw RefusalSignal.badRequest("the target has a character that must be percent-encoded, at " + i);
            }
        }
    }

    private static String withoutAuthority(String target) throws RefusalSignal {
        boolean isHttp = target.regionMatches(true, 0, "http://", 0, 7);
        boolean isHttps = target.regionMatches(true, 0, "https://", 0, 8);
        if (!isHttp && !isHttps) {
            throw RefusalSignal.badRequest("the target is neither a path nor a URL of http or https");
        }
        int host = isHttp ? 7 : 8;
        int end = host;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        if (end == host || !isAuthority(target.substring(host, end))) {
            throw RefusalSignal.badRequest("the target names no host");
        }
        String rest = target.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static Target split(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? new Target(target, "") : new Target(target.substring(0, mark), target.substring(mark + 1));
    }
}
