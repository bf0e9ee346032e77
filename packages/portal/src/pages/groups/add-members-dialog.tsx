import { useLingui } from '@lingui/react/macro'
import { PeopleDialog } from '../../components/bulk/people-dialog.tsx'
import type { Group } from './queries.ts'
import { usePeopleChoices } from './use-people-choices.ts'

interface AddDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Assigns people to the group. */
export function AddMembersDialog({ group: { key }, isOpen, onClose }: AddDialogProps) {
  const { t } = useLingui()
  const peopleChoices = usePeopleChoices()
  return (
    <PeopleDialog
      action="AddToGroup"
      target={key}
      title={t`Add members`}
      isOpen={isOpen}
      onClose={onClose}
      choices={(text) => peopleChoices(text, key)}
    />
  )
}
