package heddle.client;

/// One concern of sending a request, around those that follow. Runs on the coroutine that sends, and may park.
interface Step {
    /// Sends the request by `next`, as it is or changed, as often as this step thinks right.
    Response send(Outgoing request, Sender next);

    /// Whatever turns a request into its response: the steps that are left.
    @FunctionalInterface
    interface Sender {
        Response send(Outgoing request);
    }
}
