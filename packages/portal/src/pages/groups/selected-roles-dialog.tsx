import { Trans, useLingui } from '@lingui/react/macro'
import { endUserRoleChoices } from '../../components/choices/end-user-role-choices.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import type { Group } from './queries.ts'

export type RoleAction = 'add' | 'remove'

interface AskedRoles {
  action: RoleAction
  groups: readonly Group[]
}

interface SelectedRolesDialogProps {
  asked: AskedRoles | undefined
  onClose(): void
  onChosen(action: RoleAction, groups: readonly Group[], roleKeys: string[]): void
}

/** Asks which end-user roles several groups get or lose. The groups have to be of one stage, as each role is. */
export function SelectedRolesDialog({ asked, onClose, onChosen }: SelectedRolesDialogProps) {
  const { t } = useLingui()
  const shown = useLastDefined(asked)
  const stages = new Set(shown?.groups.map(({ environmentKey }) => environmentKey))
  const [stage] = stages
  return (
    <FormDialog
      isOpen={asked !== undefined}
      onClose={onClose}
      title={shown?.action === 'remove' ? t`Remove end-user roles` : t`Add end-user roles`}
    >
      {shown && stage && stages.size === 1 && (
        <RolesForm asked={shown} stage={stage} onClose={onClose} onChosen={onChosen} />
      )}
      {stages.size > 1 && (
        <Notice tone="warning" title={t`The groups belong to several stages`}>
          <Trans>
            An end-user role exists in one stage only. Select groups of one stage: the list can be filtered by stage.
          </Trans>
        </Notice>
      )}
    </FormDialog>
  )
}

type RolesFormProps = Omit<SelectedRolesDialogProps, 'asked'> & { asked: AskedRoles; stage: string }

function RolesForm({ asked: { action, groups }, stage, onClose, onChosen }: RolesFormProps) {
  const { t } = useLingui()
  const form = useForm<{ roles: Choice[] }>({
    initial: { roles: [] },
    check: ({ roles }) => (roles.length === 0 ? { roles: t`Choose at least one role.` } : {}),
    async save({ roles }) {
      onClose()
      onChosen(
        action,
        groups,
        roles.map(({ value }) => value),
      )
    },
  })
  const isAdding = action === 'add'
  return (
    <FormFrame
      form={form}
      submitLabel={isAdding ? t`Add` : t`Remove`}
      onCancel={onClose}
      {...(isAdding ? {} : { isDangerous: true })}
    >
      <SearchPicker
        label={t`End-user roles`}
        description={
          isAdding
            ? t`Every member of the groups gets them at once.`
            : t`Every member of the groups loses them at once, except those who hold them directly or by another group.`
        }
        placeholder={t`Search roles by name`}
        choices={(text) => endUserRoleChoices(text, stage)}
        nothing={t`No end-user role in this stage matches.`}
        {...form.field('roles')}
      />
    </FormFrame>
  )
}
