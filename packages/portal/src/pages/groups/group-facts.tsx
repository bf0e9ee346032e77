import { useLingui } from '@lingui/react/macro'
import { Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'

export interface GroupFacts {
  name: string
  description: string
}

/** What is wrong with name and description, in the page's language */
export function useFactsCheck(): (facts: GroupFacts) => { name?: string; description?: string } {
  const { t } = useLingui()
  return ({ name, description }) => ({
    ...(name.trim() === '' ? { name: t`Enter a name.` } : {}),
    ...(name.trim().length > 256 ? { name: t`The name may have up to 256 characters.` } : {}),
    ...(description.length > 1024 ? { description: t`The description may have up to 1,024 characters.` } : {}),
  })
}

/** For the request */
export const factsOf = ({ name, description }: GroupFacts): { name: string; description: string | null } => ({
  name: name.trim(),
  description: description.trim() || null,
})

/** The same fields where a group is created and where it is edited. */
export function GroupFactsFields<V extends GroupFacts>({ form }: { form: Form<V> }) {
  const { t } = useLingui()
  return (
    <>
      <TextInput
        label={t`Name`}
        required
        withAsterisk={false}
        autoComplete="off"
        data-autofocus
        dir="auto"
        {...form.text('name')}
      />
      <Textarea
        label={t`Description`}
        description={t`Optional: whom it is for`}
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        {...form.text('description')}
      />
    </>
  )
}
