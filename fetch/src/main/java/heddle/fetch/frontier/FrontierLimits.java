package heddle.fetch.frontier;

import java.util.Optional;

/// What a [Frontier] is held to.
///
/// @param itemsMax     items that it keeps of those that are added
/// @param heapBytesMax bytes of ordinals on the heap; the others are in a mapped file
/// @param rate         at which URLs may be begun over all hosts; it may be shared with other frontiers
public record FrontierLimits(int itemsMax, long heapBytesMax, Optional<Rate> rate) {}
