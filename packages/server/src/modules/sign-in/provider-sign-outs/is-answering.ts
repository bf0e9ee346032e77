import { fetchOutgoing } from '../../foundation/outgoing/fetch-outgoing.ts'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'

/** A person waits for it. */
const timeout = 3_000

/**
 * Whether a provider is there: a browser that is sent to one that is down stays there. Asked only where this server
 * reaches the provider for other things as well; others may be in a network that the person alone is in.
 * @param endpoint where the browser is to go
 * @param reached addresses that this server asks by itself
 */
export async function isAnswering(
  parts: OutgoingParts,
  organizationKey: string,
  endpoint: string,
  reached: readonly (string | null | undefined)[],
): Promise<boolean> {
  const { origin } = new URL(endpoint)
  if (!reached.some((url) => url && URL.parse(url)?.origin === origin)) return true
  try {
    const { status } = await fetchOutgoing(parts, organizationKey, endpoint, { timeout, maxRedirects: 0 })
    return status < 500
  } catch (error) {
    if (error instanceof OutgoingFailure) return error.reason === 'too-large'
    throw error
  }
}
