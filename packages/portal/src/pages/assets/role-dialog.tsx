import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type Asset, type DefinedRole, invalidateAssets } from './queries.ts'

interface RoleDialogProps {
  asset: Asset
  /** Without one, a role is created */
  role?: DefinedRole | undefined
  isOpen: boolean
  onClose(): void
}

export const RoleDialog = ({ isOpen, ...content }: RoleDialogProps) => {
  const { t } = useLingui()
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={content.onClose}
      title={content.role ? t`Rename end-user role` : t`Create end-user role`}
    >
      <RoleForm {...content} />
    </FormDialog>
  )
}

function RoleForm({ asset, role, onClose }: Omit<RoleDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const { key } = asset
  const path = { key, externalKey: role?.externalKey ?? '' }
  const form = useEditForm({
    loaded: { name: '', claim: null, ...role } as Pick<DefinedRole, 'name' | 'claim'>,
    isNew: !role,
    valuesOf: ({ name, claim }) => ({ name, claim: claim ?? '' }),
    requestOf: ({ name, claim }) => ({ name: name.trim(), ...(role ? {} : { claim: claim.trim() || null }) }),
    labels: { name: t`Name`, claim: t`Claim` },
    check: ({ name }): { name?: string } => (name.trim() === '' ? { name: t`Enter a name.` } : {}),
    problemFields: { application_role_name_taken: 'name' },
    read: () => answer(managementApi.GET('/assets/{key}/application-roles/{externalKey}', { params: { path } })),
    send: ({ body, header }) =>
      completed(
        role
          ? managementApi.PATCH('/assets/{key}/application-roles/{externalKey}', { params: { path, header }, body })
          : managementApi.POST('/assets/{key}/application-roles', { params: { path: { key } }, body }),
      ),
    async saved(values) {
      const name = values.name.trim()
      await invalidateAssets()
      notifyOfSuccess(
        role ? t`${bidiIsolate(role.name)} renamed to ${bidiIsolate(name)}` : t`${bidiIsolate(name)} created`,
      )
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={role ? t`Rename` : t`Create`} onCancel={onClose}>
      <TextInput
        label={t`Name`}
        description={
          role
            ? t`The name changes in all stages. The keys and holders of the role stay the same.`
            : t`For example: Approver`
        }
        data-autofocus
        {...form.text('name')}
      />
      {!role && (
        <TextInput
          label={t`Claim`}
          description={t`Optional. Applications find it in the tokens of users who hold the role. This cannot be changed later.`}
          {...form.text('claim')}
        />
      )}
    </FormFrame>
  )
}
