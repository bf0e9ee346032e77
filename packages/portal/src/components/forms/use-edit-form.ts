import { useState } from 'react'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { ApiProblem } from '../../api/problem.ts'
import { changedLeaves, changedNames, changedPart, pick } from './changed-fields.ts'
import { describeValue } from './describe-value.ts'
import { type ConflictField, type Form, type FormOptions, useForm } from './use-form.ts'

interface Edit<B> {
  /** What differs from what was loaded, for a PATCH */
  changed: Partial<B>
  /** All of it, for a PUT */
  body: B
  /** If-Match: for the request */
  header: { 'If-Match'?: string }
}

interface EditFormOptions<S extends object, V extends object, B extends object>
  extends Omit<FormOptions<V>, 'initial' | 'save'> {
  /** What the form begins with. It is not looked at again. */
  loaded: S
  /** For a form that also creates: then nothing is compared, and all is sent. */
  isNew?: boolean
  valuesOf(state: S): V
  requestOf(values: V): B
  /** Reads the thing anew, with its ETag: what `answer` returns */
  read(): Promise<S>
  /** Sends the change. It is not called where nothing differs. */
  send(edit: Edit<B>): Promise<unknown>
  /** Called when all is stored. `isChanged` says whether anything differed. */
  saved(values: V, isChanged: boolean): Promise<unknown> | unknown
  /** The form's words for fields of the request, where they are not those of the name: `{ photoUrl: 'Photo URL' }` */
  labels?: Record<string, string>
  /** What values are in words, compared with what the form began with, where their texts say too little */
  describe?: { [K in keyof V]?: (value: V[K], before: V[K]) => string }
}

/** How often a change that comes between reading and sending is looked at */
const tries = 3

/**
 * The state of a form that changes what exists. It sends only what differs from what was loaded, and only if nobody has
 * changed the same thing since: it reads the thing once more, compares what the form shows, and sends that state's ETag
 * along, so that nothing can come between. Otherwise `form.conflict` says what somebody else has changed. What was typed
 * stays.
 */
export function useEditForm<S extends object, V extends object, B extends object>(
  options: EditFormOptions<S, V, B>,
): Form<V> {
  const { loaded, isNew = false, valuesOf, requestOf, read, send, saved, labels = {}, describe, ...others } = options
  const [base, setBase] = useState(() => valuesOf(loaded))
  const [conflict, setConflict] = useState<V>()
  const form = useForm<V>({
    ...others,
    initial: base,
    async save(values) {
      setConflict(undefined)
      const [before, body] = [requestOf(base), requestOf(values)]
      if (!isNew && changedNames(before, body).length === 0) return void (await saved(values, false))
      for (let count = 1; ; count++) {
        if (isNew) {
          await send({ changed: body, body, header: {} })
          break
        }
        const state = await read()
        const theirs = valuesOf(state)
        if (changedLeaves(before, requestOf(theirs)).length > 0) return setConflict(theirs)
        try {
          await send({ changed: changedPart(before, body), body, header: ifMatchOf(state) })
          break
        } catch (error) {
          if (!(error instanceof ApiProblem) || error.status !== 412 || count === tries) throw error
        }
      }
      setBase(values)
      form.noteSaved(values)
      await saved(values, true)
    },
  })
  const startFrom = (next: V): void => {
    setConflict(undefined)
    setBase(next)
    form.reset(next)
  }
  const fieldsOf = (theirs: V): ConflictField[] => {
    const typed = changedNames(base, form.values)
    const words = <K extends keyof V & string>(name: K, values: V): string =>
      describe?.[name]?.(values[name], base[name]) ?? describeValue(values[name])
    return changedNames(base, theirs).map((name) => ({
      name,
      label: labels[name] ?? inWords(name),
      before: words(name, base),
      theirs: words(name, theirs),
      ...(typed.includes(name) && { mine: words(name, form.values) }),
    }))
  }
  return {
    ...form,
    reset: startFrom,
    conflict: conflict && {
      fields: fieldsOf(conflict),
      load: () => startFrom(conflict),
      keep(theirs) {
        const typed = changedNames(base, form.values).filter((name) => !theirs.includes(name))
        startFrom(conflict)
        for (const [name, value] of Object.entries(pick(form.values, typed)))
          form.set(name as keyof V & string, value as V[keyof V & string])
      },
    },
  }
}

/** `emailTrustType` as *Email trust type* */
function inWords(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
