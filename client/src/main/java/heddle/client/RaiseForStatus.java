package heddle.client;

/// Makes a response that says no a failure, for requests that want no other than success.
final class RaiseForStatus implements Middleware {
    @Override
    public Response send(Outgoing request, Next next) {
        Response response = next.send(request);
        return switch (request.policy().errors()) {
            case RESPONSE -> response;
            case FAILURE -> response.raiseForStatus();
        };
    }
}
