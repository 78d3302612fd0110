/// What a job tells of itself: how far it has got, what it did, what to do about that.
package heddle.fetch.account;
