/// What a command may be told, and what it was told.
package heddle.cli.words;
