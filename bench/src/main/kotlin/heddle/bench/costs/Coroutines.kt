package heddle.bench.costs

import kotlinx.coroutines.CompletableDeferred
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** What [KotlinCosts] measures, as the guides of kotlinx.coroutines would have it written. */
class Coroutines(private val context: CoroutineContext) {
    fun spawnJoin(count: Int) = runBlocking(context) {
        coroutineScope { repeat(count) { launch { } } }
    }

    fun spawnAwait(count: Int): Int = runBlocking(context) {
        var sum = 0
        repeat(count) { sum += async { 1 }.await() }
        sum
    }

    fun yielding(count: Int) = runBlocking(context) {
        repeat(2) { launch { repeat(count / 2) { yield() } } }
    }

    fun handOff(count: Int) = runBlocking(context) {
        val turns = Array(count + 1) { CompletableDeferred<Boolean>() }
        turns[0].complete(true)
        repeat(2) { first ->
            launch {
                for (i in first until count step 2) {
                    turns[i].await()
                    turns[i + 1].complete(true)
                }
            }
        }
    }

    fun sleep(count: Int) = runBlocking(context) {
        coroutineScope { repeat(count) { launch { delay(1) } } }
    }

    fun gather(lists: Int, count: Int): List<Int> = runBlocking(context) {
        repeat(lists - 1) { coroutineScope { List(count) { async { it } }.awaitAll() } }
        coroutineScope { List(count) { async { it } }.awaitAll() }
    }

    fun timeout(count: Int): Int = runBlocking(context) {
        var sum = 0
        repeat(count) { sum += withTimeout(30_000) { 1 } }
        sum
    }

    fun queue(count: Int): Int = runBlocking(context) {
        val channel = Channel<Int>(Costs.CAPACITY)
        launch {
            repeat(count) { channel.send(1) }
            channel.close()
        }
        var sum = 0
        for (item in channel) {
            sum += item
        }
        sum
    }

    fun semaphore(count: Int) = runBlocking(context) {
        val permits = Semaphore(Costs.PERMITS)
        repeat(Costs.CONTENDERS) {
            launch { repeat(count / Costs.CONTENDERS) { permits.withPermit { yield() } } }
        }
    }

    /** Starts so many coroutines that wait for ever. */
    fun park(count: Int, started: Runnable) = runBlocking(context) {
        val never = CompletableDeferred<Boolean>()
        repeat(count) { launch { never.await() } }
        yield()
        started.run()
        never.complete(true)
    }
}
