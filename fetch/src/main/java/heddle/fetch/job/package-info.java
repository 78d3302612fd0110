/// What a job remembers of itself in its folder, so that the same command goes on where it was: which ordinals are
/// done, how far the outputs had got by then, and which job it is.
package heddle.fetch.job;
