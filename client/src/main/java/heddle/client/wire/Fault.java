package heddle.client.wire;

import java.util.function.Supplier;

/// Why a transfer failed, noted on the I/O thread and thrown on the coroutine that waits: the exception is made
/// there, so that its trace shows the caller's code.
@FunctionalInterface
interface Fault extends Supplier<RuntimeException> {}
