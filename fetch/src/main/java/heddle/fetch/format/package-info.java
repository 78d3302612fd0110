/// The outputs that there are, several of them at once, and how they are asked for.
package heddle.fetch.format;
