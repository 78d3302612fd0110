package heddle.async.view;

import java.time.Instant;
import java.util.List;

/// All loops of this JVM with their tasks, as they stood at about `at`. Tasks went on meanwhile: this is a look, not
/// a photograph.
public record TreeView(Instant at, List<LoopView> loops) {}
