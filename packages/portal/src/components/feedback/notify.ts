import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { asProblem } from '../../api/problem.ts'
import { TraceId } from './trace-id.tsx'

/** Says that something was done: "Anna Meyer was invited". Never the only place where an error shows. */
export function notifyOfSuccess(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 5_000 })
}

/** For what failed outside any form or panel. It stays until it is closed. */
export function notifyOfProblem(error: unknown): void {
  const { title, detail, traceId } = asProblem(error)
  notifications.show({
    title,
    message: [detail, traceId && createElement(TraceId, { key: 'trace', value: traceId })],
    color: 'red',
    autoClose: false,
    role: 'alert',
  })
}
