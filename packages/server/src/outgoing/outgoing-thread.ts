import { parentPort } from 'node:worker_threads'
import { threadMain } from '../config/thread-main.ts'
import type { OutgoingMessage, OutgoingReply, OutgoingTask, OutgoingThreadData } from './outgoing-messages.ts'

// The entry of the thread that talks to servers outside. It imports neither the database nor the HTTP server.

const load = () =>
  Promise.all([import('./carry-out-outgoing.ts'), import('./outgoing-messages.ts'), import('./outgoing-turns.ts')])

type Loaded = Awaited<ReturnType<typeof load>>

function run([{ carryOutOutgoing, endMails }, { failureOf }, { createOutgoingTurns }]: Loaded): void {
  const turns = createOutgoingTurns()
  const underWay = new Map<number, AbortController>()

  async function carryOut(id: number, task: OutgoingTask): Promise<OutgoingReply> {
    const abort = new AbortController()
    underWay.set(id, abort)
    // Mails take longer, and another server: they take no turns from sign-ins.
    const lane = `${'mail' in task ? 'mails' : 'requests'} ${task.organizationKey}`
    try {
      const result = await turns.run(lane, abort.signal, (onStep) => carryOutOutgoing(task, abort.signal, onStep))
      return { id, result }
    } catch (error) {
      return { id, failure: failureOf(error) }
    } finally {
      underWay.delete(id)
    }
  }

  parentPort?.on('message', async (message: OutgoingMessage) => {
    if ('endMails' in message) endMails(message.endMails)
    else if ('abort' in message) underWay.get(message.abort)?.abort()
    else parentPort?.postMessage(await carryOut(message.id, message.task))
  })
}

threadMain<OutgoingThreadData, Loaded>(load, run)
