import type { Problem } from '../../../problems/problem.ts'
import type { SecurityEvent } from './security-event.ts'

/** What is counted stays in memory until it is stored. */
const longestDetail = 300

/** That somebody who is known was refused an operation. @param operation its `operationId`, and its route as name */
export const refusedRequest = (
  request: Pick<SecurityEvent, 'organizationKey' | 'actor' | 'source' | 'triedKeys'>,
  operation: { key: string; name: string },
  { problem, message }: Problem,
): SecurityEvent => ({
  ...request,
  action: 'request.refused',
  entity: { type: 'operation', ...operation },
  details: { problem, detail: message.slice(0, longestDetail) },
})
