import { msg } from '@lingui/core/macro'
import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { asProblem } from '../../api/problem.ts'
import { pageI18n } from '../language/page-language.ts'
import { RawWords } from './raw-words.tsx'
import { TraceId } from './trace-id.tsx'
import { wordsOfProblem } from './words-of-problem.ts'

/** Shows that something succeeded: "Anna Meyer was invited". */
export function notifyOfSuccess(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 5_000 })
}

/** Shows that a form that stays open was saved, or that there was nothing to save. */
export const notifyOfSaved = (isChanged: boolean, message: string): void =>
  notifyOfSuccess(isChanged ? message : pageI18n()._(msg`Nothing has changed`))

/** Shows an error that belongs to no form or panel. It stays until it is closed. */
export function notifyOfProblem(error: unknown): void {
  const { title, detail, traceId, raw } = wordsOfProblem(asProblem(error), pageI18n())
  notifications.show({
    title,
    message: [
      detail,
      raw && createElement(RawWords, { key: 'raw' }, raw),
      traceId && createElement(TraceId, { key: 'trace', value: traceId }),
    ],
    color: 'red',
    autoClose: false,
    role: 'alert',
  })
}
