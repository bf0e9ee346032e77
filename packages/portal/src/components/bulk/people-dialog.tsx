import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '../dialogs/form-dialog.tsx'
import { FormFrame } from '../forms/form-frame.tsx'
import type { ChoicesQuery } from '../forms/search-picker.tsx'
import { useForm } from '../forms/use-form.ts'
import { useUrlSelection } from '../lists/use-url-selection.ts'
import { useActionTexts } from './action-texts.ts'
import { PeopleField, type PeopleValues, unknownIn, type WayToChoose } from './people-field.tsx'
import { type BulkAction, createBulkChange } from './queries.ts'
import { noteUnknown } from './unknown-of-change.ts'

interface PeopleDialogProps {
  action: BulkAction
  /** The group that they are added to, or the role that they get */
  target: string
  title: string
  isOpen: boolean
  onClose(): void
  choices(text: string): ChoicesQuery
}

/** Several people for a group or a role: found one by one, pasted, or from a file. What became of each is shown then. */
export const PeopleDialog = ({ title, isOpen, onClose, ...form }: PeopleDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={onClose} title={title}>
    <PeopleForm onClose={onClose} {...form} />
  </FormDialog>
)

function PeopleForm({ action, target, choices, onClose }: Omit<PeopleDialogProps, 'isOpen' | 'title'>) {
  const { t } = useLingui()
  const [, openChange] = useUrlSelection('change')
  const [way, setWay] = useState<WayToChoose>('search')
  const missing = t`Choose at least one person.`
  const form = useForm<PeopleValues>({
    initial: { people: [], searched: [], emails: '' },
    check: ({ people }) => (people.length === 0 ? { people: missing } : {}),
    serverFields: { userKeys: 'people' },
    async save({ people, emails }) {
      const userKeys = people.map(({ value }) => value)
      const field = action.endsWith('Group') ? 'groupKey' : 'roleKey'
      const change = await createBulkChange({ action, [field]: target, userKeys })
      if (way === 'emails') noteUnknown(change.key, unknownIn(emails))
      onClose()
      openChange(change.key)
    },
  })
  const { submit, effect } = useActionTexts()(action, form.values.people.length)
  return (
    <FormFrame form={form} submitLabel={submit} onCancel={onClose}>
      <PeopleField choices={choices} form={form} way={way} onWay={setWay} />
      <Text size="sm">{effect}</Text>
    </FormFrame>
  )
}
