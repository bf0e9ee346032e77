import { useState } from 'react'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { ApiProblem } from '../../api/problem.ts'
import { changedLeaves, changedNames, changedPart, isSameValue, pick } from './changed-fields.ts'
import { describeValue } from './describe-value.ts'
import { type Form, type FormOptions, useForm } from './use-form.ts'

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
  /** What the form calls its fields, in the reader's language */
  labels: Record<keyof NoInfer<V> & string, string>
  /** What values are in words, compared with what the form began with, where their texts say too little */
  describe?: { [K in keyof V]?: (value: V[K], before: V[K]) => string }
}

/** What somebody else has changed since a form was loaded */
interface Difference<V> {
  before: V
  theirs: V
  mine: V
  /** The fields that both have changed */
  both: readonly (keyof V & string)[]
  /** Those of them whose value is decided */
  decided: readonly string[]
  /** How often it should be saved before all was decided */
  refusals: number
}

/** How often a change that comes between reading and sending is looked at */
const tries = 3

/**
 * The state of a form that changes what exists. It sends only what differs from what was loaded, and only if nobody has
 * changed the same thing since: it reads the thing once more, compares what the form shows, and sends that state's ETag
 * along, so that nothing can come between. Otherwise `form.conflict` says what somebody else has changed, and the form has
 * that as well: what was typed stays, and where both have changed a field, it is decided which value is saved.
 */
export function useEditForm<S extends object, V extends object, B extends object>(
  options: EditFormOptions<S, V, B>,
): Form<V> {
  const { loaded, isNew = false, valuesOf, requestOf, read, send, saved, labels, describe, ...others } = options
  const [base, setBase] = useState(() => valuesOf(loaded))
  const [difference, setDifference] = useState<Difference<V>>()
  const form = useForm<V>({
    ...others,
    initial: base,
    async save(values) {
      setDifference(undefined)
      const [before, body] = [requestOf(base), requestOf(values)]
      if (!isNew && changedNames(before, body).length === 0) return void (await saved(values, false))
      for (let count = 1; ; count++) {
        if (isNew) {
          await send({ changed: body, body, header: {} })
          break
        }
        const state = await read()
        const theirs = valuesOf(state)
        if (changedLeaves(before, requestOf(theirs)).length > 0) return differ(theirs, values)
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
    setDifference(undefined)
    setBase(next)
    form.reset(next)
  }
  const differ = (theirs: V, mine: V): void => {
    const typed = changedNames(base, mine)
    const both = changedNames(mine, theirs).filter(
      (name) => typed.includes(name) && !isSameValue(base[name], theirs[name]),
    )
    setDifference({ before: base, theirs, mine, both, decided: [], refusals: 0 })
    setBase(theirs)
    form.reset({ ...theirs, ...pick(mine, typed) })
    form.noteSaved(theirs)
  }
  return {
    ...form,
    reset: startFrom,
    async submit(event) {
      if (!difference || difference.both.length === difference.decided.length) return form.submit(event)
      event?.preventDefault()
      setDifference({ ...difference, refusals: difference.refusals + 1 })
    },
    conflict: difference && {
      refusals: difference.refusals,
      fields: changedNames(difference.before, difference.theirs).map((name) => {
        const { before, theirs, mine, both, decided } = difference
        const words = (values: V): string =>
          describe?.[name]?.(values[name], before[name]) ?? describeValue(values[name])
        const isTheirs = isSameValue(form.values[name], theirs[name])
        return {
          name,
          label: labels[name],
          before: words(before),
          theirs: words(theirs),
          ...(both.includes(name) && {
            mine: words(mine),
            kept: decided.includes(name) ? (isTheirs ? 'theirs' : 'mine') : undefined,
          }),
        }
      }),
      keep(chosen, whose) {
        const name = chosen as keyof V & string
        const { theirs, mine, decided } = difference
        const isTheirs = isSameValue(form.values[name], theirs[name])
        // What was typed since counts as one's own.
        const own = isTheirs ? mine : { ...mine, [name]: form.values[name] }
        form.set(name, (whose === 'theirs' ? theirs : own)[name])
        setDifference({ ...difference, mine: own, decided: [...new Set([...decided, name])] })
      },
    },
  }
}
