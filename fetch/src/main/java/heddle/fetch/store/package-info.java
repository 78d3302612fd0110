/// Object stores: where the files of a job are put when they are complete, and what a store has to do for that. The
/// stores themselves come from other modules, by [heddle.fetch.store.ObjectStoreProvider].
package heddle.fetch.store;
