import type { ProblemCode } from '@portico/sdk/generated/problem-codes.ts'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type ApiProblem, asProblem } from '../../api/problem.ts'

type Errors<V> = Partial<Record<keyof V & string, string>>

interface FormOptions<V> {
  initial: V
  /** What can be told without the server: a message for each field that is wrong */
  check?: (values: V) => Errors<V>
  /** Sends it. What it throws shows at the field that the server names, or above the form. */
  save: (values: V) => Promise<void>
  /** Where the server's name for a field differs: `{ expiresOn: 'expiry' }` */
  serverFields?: Record<string, keyof V & string>
  /** The fields that problems belong to whose details name none: `{ 'PTC-CRD-40002': 'password' }` */
  problemFields?: Partial<Record<ProblemCode, keyof V & string>>
}

export interface Form<V> {
  values: V
  errors: Errors<V>
  /** What went wrong beyond single fields */
  problem: ApiProblem | undefined
  isSaving: boolean
  /** Something differs from how the form began */
  isDirty: boolean
  set<K extends keyof V & string>(name: K, value: V[K]): void
  /** For fields that give the value itself: `<Select {...form.field('role')} />` */
  field<K extends keyof V & string>(name: K): { value: V[K]; onChange(value: V[K]): void; error: string | undefined }
  /** For fields that give an event: `<TextInput {...form.text('name')} />` */
  text(name: keyof V & string): {
    value: string
    onChange(event: { currentTarget: { value: string } }): void
    error: string | undefined
    /** Mantine's password field does not say so by itself. */
    'aria-invalid': true | undefined
  }
  submit(event?: FormEvent): Promise<void>
  reset(values?: V): void
  ref: RefObject<HTMLFormElement | null>
}

/**
 * The state of a form: values, checks, saving, and the server's refusals at the fields that they name. Show it within
 * `<FormFrame form={form}>`.
 */
export function useForm<V extends object>(options: FormOptions<V>): Form<V> {
  const { initial, check, save, serverFields = {}, problemFields = {} } = options
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<Errors<V>>({})
  const [problem, setProblem] = useState<ApiProblem>()
  const [isSaving, setSaving] = useState(false)
  const ref = useRef<HTMLFormElement>(null)
  // Counts refusals: each one moves the focus to the first field that has to be changed.
  const [refusals, setRefusals] = useState(0)
  useEffect(() => {
    if (refusals > 0) focusFirstFault(ref.current)
  }, [refusals])

  const refuse = (next: Errors<V>, whole?: ApiProblem): void => {
    setErrors(next)
    setProblem(whole)
    setRefusals((count) => count + 1)
  }
  const set: Form<V>['set'] = (name, value) => {
    setValues((before) => ({ ...before, [name]: value }))
    setErrors(({ [name]: _, ...others }) => others as Errors<V>)
  }
  return {
    values,
    errors,
    problem,
    isSaving,
    isDirty: JSON.stringify(values) !== JSON.stringify(start),
    set,
    ref,
    field: (name) => ({ value: values[name], onChange: (value) => set(name, value), error: errors[name] }),
    text: (name) => ({
      value: String(values[name] ?? ''),
      onChange: (event) => set(name, event.currentTarget.value as V[typeof name]),
      error: errors[name],
      'aria-invalid': errors[name] === undefined ? undefined : true,
    }),
    async submit(event) {
      event?.preventDefault()
      if (isSaving) return
      const wrong = check?.(values) ?? {}
      if (Object.values(wrong).some(Boolean)) return refuse(wrong as Errors<V>)
      setErrors({})
      setProblem(undefined)
      setSaving(true)
      try {
        await save(values)
      } catch (error) {
        const found = asProblem(error)
        // `oidcConfiguration.clientSecret`: the form may have the one, or the other.
        const named = (found.field ?? '').replaceAll(/\[\d+\]/g, '').split('.')
        const own = named.map((part) => serverFields[part] ?? (part in values ? (part as keyof V & string) : undefined))
        const name = problemFields[found.errorCode as ProblemCode] ?? own.find((part) => part !== undefined)
        if (name) refuse({ [name]: found.detail } as Errors<V>)
        else refuse({}, found)
      } finally {
        setSaving(false)
      }
    },
    reset(next = start) {
      setStart(next)
      setValues(next)
      setErrors({})
      setProblem(undefined)
    },
  }
}

/** Some fields carry their state on a frame around what takes the focus. */
function focusFirstFault(form: HTMLFormElement | null): void {
  const fault = form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')
  const isFrame = fault && fault.tabIndex < 0 && fault.role !== 'alert'
  const target = isFrame ? (fault.querySelector<HTMLElement>('input, textarea, select, button') ?? fault) : fault
  target?.focus()
}
