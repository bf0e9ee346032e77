import { useForm as useMantineForm } from '@mantine/form'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type ApiProblem, asProblem } from '../../api/problem.ts'
import { type ProblemName, problemName } from '../../api/problem-name.ts'
import { wordsOfProblem } from '../feedback/words-of-problem.ts'
import { pageI18n } from '../language/page-language.ts'
import { changedNames } from './changed-fields.ts'
import { useUnsavedWork } from './unsaved-work.ts'

type Errors<V> = Partial<Record<keyof V & string, string>>

export interface FormOptions<V> {
  initial: V
  /** A message for each field that is wrong, as far as the server need not be asked */
  check?: (values: V) => Errors<V>
  /** Sends the values. An error that it throws is shown at the field that the server names, or above the form. */
  save: (values: V) => Promise<void>
  /** Where the server's name for a field differs: `{ expiresOn: 'expiry' }` */
  serverFields?: Record<string, keyof V & string>
  /** The fields of problems whose details name none: `{ password_refused: 'password' }` */
  problemFields?: Partial<Record<ProblemName, keyof V & string>>
}

/** A field that somebody else has changed since the form was loaded, in words */
export interface ConflictField {
  name: string
  label: string
  before: string
  theirs: string
  /** What was typed here; undefined where there is nothing to decide */
  mine?: string
  /** Which of the two is in the form; undefined before it is decided */
  kept?: 'mine' | 'theirs' | undefined
}

export interface Conflict {
  fields: ConflictField[]
  /** How often it should be saved before all was decided */
  refusals: number
  /** Puts one of the two values into the form. */
  keep(name: string, whose: 'mine' | 'theirs'): void
}

export interface Form<V> {
  values: V
  errors: Errors<V>
  /** What the server itself says of the field that it refuses, where that is more than the words at the field */
  raw: string | undefined
  /** A problem that belongs to no single field */
  problem: ApiProblem | undefined
  /** What somebody else has changed since the form was loaded: see `useEditForm` */
  conflict?: Conflict | undefined
  isSaving: boolean
  /** Whether a value differs from the initial one */
  isDirty: boolean
  set<K extends keyof V & string>(name: K, value: V[K]): void
  /** For fields that pass on the value: `<Select {...form.field('role')} />` */
  field<K extends keyof V & string>(name: K): { value: V[K]; onChange(value: V[K]): void; error: string | undefined }
  /** For fields that pass on an event: `<TextInput {...form.text('name')} />` */
  text(name: keyof V & string): {
    value: string
    onChange(event: { currentTarget: { value: string } }): void
    error: string | undefined
    /** Mantine's password field does not set it. */
    'aria-invalid': true | undefined
  }
  submit(event?: FormEvent): Promise<void>
  /** Starts again, with these values as the initial ones */
  reset(values: V): void
  /** These values are stored: what differs from them is not saved. */
  noteSaved(values: V): void
  ref: RefObject<HTMLFormElement | null>
}

/**
 * The state of a form: values, checks, saving, and the server's refusals at the fields that they name. Shown within
 * `<FormFrame form={form}>`. Values and errors are kept by Mantine.
 */
export function useForm<V extends object>(options: FormOptions<V>): Form<V> {
  const { initial, check, save, serverFields = {}, problemFields = {} } = options
  const form = useMantineForm<V>({ initialValues: initial, validate: (values) => check?.(values) ?? {} })
  const errors = form.errors as Errors<V>
  const [problem, setProblem] = useState<ApiProblem>()
  const [raw, setRaw] = useState<string>()
  const ref = useRef<HTMLFormElement>(null)
  const [refusals, setRefusals] = useState(0)
  const [stored, setStored] = useState(initial)
  const isDirty = changedNames(stored, form.values).length > 0
  useUnsavedWork(isDirty && !form.submitting, isDirty && form.submitting)
  useEffect(() => {
    if (refusals > 0) focusFirstFault(ref.current)
  }, [refusals])

  const set: Form<V>['set'] = (name, value) => form.setFieldValue(name as string, value as never)
  const refuse = (error: unknown): void => {
    const found = asProblem(error)
    const { detail, raw } = wordsOfProblem(found, pageI18n())
    const name = problemFields[problemName(found) as ProblemName] ?? fieldOf(found, form.getValues(), serverFields)
    if (name) {
      form.setFieldError(name, detail)
      setRaw(raw)
    } else setProblem(found)
    setRefusals((count) => count + 1)
  }
  return {
    values: form.values,
    errors,
    problem,
    raw,
    isSaving: form.submitting,
    isDirty,
    set,
    ref,
    field: (name) => ({ value: form.values[name], onChange: (value) => set(name, value), error: errors[name] }),
    text: (name) => ({
      value: String(form.values[name] ?? ''),
      onChange: (event) => set(name, event.currentTarget.value as V[typeof name]),
      error: errors[name],
      'aria-invalid': errors[name] === undefined ? undefined : true,
    }),
    async submit(event) {
      event?.preventDefault()
      if (form.submitting) return
      setProblem(undefined)
      setRaw(undefined)
      if (form.validate().hasErrors) return setRefusals((count) => count + 1)
      form.setSubmitting(true)
      try {
        await save(form.getValues())
      } catch (error) {
        refuse(error)
      } finally {
        form.setSubmitting(false)
      }
    },
    reset(values) {
      form.setValues(values)
      setStored(values)
      setProblem(undefined)
      setRaw(undefined)
    },
    noteSaved: setStored,
  }
}

/** The form's field that the server names: of `oidcConfiguration.clientSecret`, the form may have either part. */
function fieldOf<V extends object>(
  { field = '' }: ApiProblem,
  values: V,
  serverFields: Record<string, keyof V & string>,
): (keyof V & string) | undefined {
  const parts = field.replaceAll(/\[\d+\]/g, '').split('.')
  const own = parts.map((part) => serverFields[part] ?? (part in values ? (part as keyof V & string) : undefined))
  return own.find((name) => name !== undefined)
}

/** Some fields have the state on a frame around the input. */
function focusFirstFault(form: HTMLFormElement | null): void {
  const fault = form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')
  const isFrame = fault && fault.tabIndex < 0 && fault.role !== 'alert'
  const target = isFrame ? (fault.querySelector<HTMLElement>('input, textarea, select, button') ?? fault) : fault
  target?.focus()
}
