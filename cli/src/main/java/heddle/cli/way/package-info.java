/// What the words of a command line say about the way that requests take.
package heddle.cli.way;
