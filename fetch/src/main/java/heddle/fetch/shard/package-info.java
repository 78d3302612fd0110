/// Parts of a list that are fetched apart from each other, on one machine or on many, and brought together once.
package heddle.fetch.shard;
