/*
 * A bounded queue of fetched items: one writer, one reader.
 */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"
#include "base/mem.h"
#include "net/queue.h"

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied;
	struct fetched *ring; /* max_count items */
	size_t head, count, bytes;
	size_t max_bytes, max_count;
	bool closed;
};

struct queue *
queue_new(size_t max_bytes, size_t max_count)
{
	struct queue *q = mem_zero(1, sizeof(*q));
	pthread_condattr_t attr;

	q->ring = mem_zero(max_count, sizeof(*q->ring));
	q->max_bytes = max_bytes;
	q->max_count = max_count;
	pthread_mutex_init(&q->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&q->filled, &attr);
	pthread_cond_init(&q->emptied, &attr);
	pthread_condattr_destroy(&attr);
	return q;
}

static struct fetched *
slot(struct queue *q, size_t i)
{
	return &q->ring[(q->head + i) % q->max_count];
}

void
queue_free(struct queue **queue)
{
	struct queue *q = *queue;
	size_t i;

	if (q == NULL)
		return;
	for (i = 0; i < q->count; i++)
		fetched_free(slot(q, i));
	pthread_cond_destroy(&q->filled);
	pthread_cond_destroy(&q->emptied);
	pthread_mutex_destroy(&q->lock);
	free(q->ring);
	free(q);
	*queue = NULL;
}

static bool
is_full(const struct queue *q, size_t more)
{
	return q->count == q->max_count ||
	       (q->count > 0 && q->bytes + more > q->max_bytes);
}

bool
queue_put(struct queue *q, struct fetched *item)
{
	bool put;

	pthread_mutex_lock(&q->lock);
	while (!q->closed && is_full(q, item->len))
		pthread_cond_wait(&q->emptied, &q->lock);
	put = !q->closed;
	if (put) {
		*slot(q, q->count) = *item;
		q->count++;
		q->bytes += item->len;
		*item = (struct fetched){ .what = FETCH_NOTHING };
		pthread_cond_signal(&q->filled);
	}
	pthread_mutex_unlock(&q->lock);
	if (!put)
		fetched_free(item);
	return put;
}

bool
queue_get(struct queue *q, int timeout_ms, struct fetched *item_r)
{
	struct timespec until;
	bool got;
	int r = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += timeout_ms / 1000;
	until.tv_nsec += timeout_ms % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_nsec -= 1000000000L;
		until.tv_sec++;
	}
	pthread_mutex_lock(&q->lock);
	while (!q->closed && q->count == 0 && r == 0)
		r = pthread_cond_timedwait(&q->filled, &q->lock, &until);
	got = q->count > 0;
	if (got) {
		*item_r = *slot(q, 0);
		q->head = (q->head + 1) % q->max_count;
		q->count--;
		q->bytes -= item_r->len;
		pthread_cond_signal(&q->emptied);
	}
	pthread_mutex_unlock(&q->lock);
	return got;
}

void
queue_close(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->closed = true;
	pthread_cond_broadcast(&q->filled);
	pthread_cond_broadcast(&q->emptied);
	pthread_mutex_unlock(&q->lock);
}

bool
queue_is_closed(struct queue *q)
{
	bool closed;

	pthread_mutex_lock(&q->lock);
	closed = q->closed;
	pthread_mutex_unlock(&q->lock);
	return closed;
}
