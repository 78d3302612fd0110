/// The engine of structured work: tasks as members of groups, the scopes that are cancelled, the failures that are
/// kept. Below it is the loop ([heddle.async.loop]), which knows of none of this; above it are the operators
/// ([heddle.async]), a file each, which are all the world sees of it.
package heddle.async.scope;
