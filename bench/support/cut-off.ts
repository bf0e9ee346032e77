import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../../packages/testing/src/requests.ts'
import { accessToken, type Prepared } from './prepare.ts'

interface Places {
  /** Where somebody is cut off */
  here: string
  /** Where they ask all the while */
  there: string
}

export interface Victim extends Prepared {
  key: string
}

/** The ways of cutting an API client off, each with the way back, and what is asked meanwhile */
export const waysToCutOff = {
  'suspended, asks for lists': { how: 'suspend', asks: 'list' },
  'suspended, asks for tokens': { how: 'suspend', asks: 'token' },
  'permissions taken, asks for lists': { how: 'permissions', asks: 'list' },
  'token revoked, asks for lists': { how: 'revoke', asks: 'list' },
} as const

export type Way = (typeof waysToCutOff)[keyof typeof waysToCutOff]

const clients = '/api/management/v1/api-clients'
const atOnce = 4

/**
 * @returns the milliseconds from the answer that acknowledged it until the last request was sent that was still accepted
 * on the other node; 0 where none was
 */
export async function timeUntilCutOff(
  { here, there }: Places,
  administrator: string,
  victim: Victim,
  { how, asks }: Way,
): Promise<number> {
  let token = await accessToken(there, victim)
  const form = { client_id: victim.clientId, client_secret: victim.clientSecret }
  const ask = async (): Promise<boolean> => {
    const answer =
      asks === 'token'
        ? send(there, 'POST', '/identity/token', { form: { grant_type: 'client_credentials', ...form } })
        : send(there, 'GET', '/api/identity/v1/users?limit=1', { token })
    const { status, text } = await answer
    if (status !== 200 && status !== 401 && status !== 403) throw new Error(`${status} ${text}`)
    return status === 200
  }
  const change = async (path: string, options: Parameters<typeof send>[3], method = 'POST') => {
    const { status, text } = await send(here, method, path, options)
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  }
  const give = (permissions: { name: string }[]) =>
    change(`${clients}/${victim.key}/permissions`, { token: administrator, body: { permissions } }, 'PUT')

  let acknowledged = Number.POSITIVE_INFINITY
  let lastAccepted = 0
  let refused = 0
  const asker = async (): Promise<void> => {
    // Until it was refused a few times in a row, after it was acknowledged.
    while (refused < 3 * atOnce) {
      const sent = performance.now()
      const isAccepted = await ask()
      if (isAccepted) lastAccepted = Math.max(lastAccepted, sent)
      refused = isAccepted || sent < acknowledged ? 0 : refused + 1
      await sleep(2)
    }
  }
  if (!(await ask())) throw new Error('it is refused before it is cut off')
  const asking = Promise.all(Array.from({ length: atOnce }, asker))
  await sleep(50 + Math.random() * 200)
  if (how === 'suspend') await change(`${clients}/${victim.key}/suspend`, { token: administrator })
  else if (how === 'permissions') await give([])
  else await change('/identity/token/revocation', { form: { token, ...form } })
  acknowledged = performance.now()
  await asking
  if (how === 'suspend') await change(`${clients}/${victim.key}/resume`, { token: administrator })
  if (how === 'permissions') await give([{ name: 'View end users' }])
  for (;;) {
    // A node may say for a moment longer that it is cut off.
    token = await accessToken(there, victim)
    if (token && (await ask())) return Math.max(0, lastAccepted - acknowledged)
    await sleep(50)
  }
}
