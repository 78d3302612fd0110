/// What the command line names as lists, and what a fetch of them would be.
package heddle.cli.input;
