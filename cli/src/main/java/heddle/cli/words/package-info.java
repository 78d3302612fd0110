/// What a command may be told.
package heddle.cli.words;
