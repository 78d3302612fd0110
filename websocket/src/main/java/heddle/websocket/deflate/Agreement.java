package heddle.websocket.deflate;

import heddle.websocket.CompressionOptions;

/// What both sides have agreed on, as this side sees it.
///
/// @param options this side's wishes
/// @param sentBits the window of what this side sends
/// @param isSentKept whether that window outlives messages
/// @param isReceivedKept whether the other side's does; how large it is does not matter to who reads
public record Agreement(CompressionOptions options, int sentBits, boolean isSentKept, boolean isReceivedKept) {}
