/// What is still to fetch on one loop, and when which host may be asked: a data structure that is told the time and
/// knows neither network nor list.
package heddle.fetch.frontier;
