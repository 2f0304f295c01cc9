"""Wake-ups on a real Valkey: enough of them, and never a heap."""

from assistant.queue import BULK, TICKETS, WAITING, RedisQueue, connect, queue


def test_many_webhooks_leave_a_few_wake_ups(redis_url: str):
    wakes = RedisQueue(connect(redis_url))
    for ticket in range(1, 50):
        wakes.wake(ticket)

    assert WAITING == queue(wakes.connection, TICKETS).count


def test_a_lone_ticket_waits_once_and_each_has_its_own(redis_url: str):
    wakes = RedisQueue(connect(redis_url))
    for ticket in (1, 11, 1, 1, 11):
        wakes.wake(ticket, alone=True)

    assert [[1], [11]] == [list(job.args) for job in queue(wakes.connection, BULK).jobs]


def test_a_lone_ticket_that_was_taken_can_be_woken_again(redis_url: str):
    wakes = RedisQueue(connect(redis_url))
    wakes.wake(1, alone=True)
    wakes.connection.lpop(queue(wakes.connection, BULK).key)
    wakes.wake(1, alone=True)

    assert 1 == queue(wakes.connection, BULK).count


def test_every_person_who_waits_is_served_apart(redis_url: str):
    wakes = RedisQueue(connect(redis_url))
    for _ in range(6):
        wakes.wake(1, person_waits=True)

    assert 6 == queue(wakes.connection, "interactive").count
