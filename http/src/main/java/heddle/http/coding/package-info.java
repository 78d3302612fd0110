/// What the bytes of a body mean: content codings undone, text decoded. Above the nouns of `heddle.http`; no I/O.
package heddle.http.coding;
