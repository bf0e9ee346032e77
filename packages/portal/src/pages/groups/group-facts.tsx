import { Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'

export interface GroupFacts {
  name: string
  description: string
}

export function checkFacts({ name, description }: GroupFacts): { name?: string; description?: string } {
  return {
    ...(name.trim() === '' ? { name: 'Give the group a name.' } : {}),
    ...(name.trim().length > 256 ? { name: 'The name may have up to 256 characters.' } : {}),
    ...(description.length > 1024 ? { description: 'The description may have up to 1,024 characters.' } : {}),
  }
}

/** For the request */
export const factsOf = ({ name, description }: GroupFacts): { name: string; description: string | null } => ({
  name: name.trim(),
  description: description.trim() || null,
})

/** The same fields where a group is created and where it is edited. */
export function GroupFactsFields<V extends GroupFacts>({ form }: { form: Form<V> }) {
  return (
    <>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        autoComplete="off"
        data-autofocus
        maxLength={256}
        dir="auto"
        {...form.text('name')}
      />
      <Textarea
        label="Description"
        description="Optional: whom it is for"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1024}
        dir="auto"
        {...form.text('description')}
      />
    </>
  )
}
