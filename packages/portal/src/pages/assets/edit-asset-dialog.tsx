import { useLingui } from '@lingui/react/macro'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type AssetFacts, AssetFields, checkFacts, factsOf } from './asset-fields.tsx'
import { type Asset, invalidateAssets } from './queries.ts'

interface EditAssetDialogProps {
  asset: Asset
  isOpen: boolean
  onClose(): void
}

export const EditAssetDialog = ({ isOpen, ...content }: EditAssetDialogProps) => {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={content.onClose} title={t`Edit asset`}>
      <EditForm {...content} />
    </FormDialog>
  )
}

function EditForm({ asset, onClose }: Omit<EditAssetDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const path = { key: asset.key }
  const form = useEditForm({
    loaded: asset,
    valuesOf: ({ name, type, description }): AssetFacts => ({ name, type, description: description ?? '' }),
    requestOf: factsOf,
    labels: { name: t`Name`, type: t`Type`, description: t`Description` },
    check: checkFacts,
    problemFields: { asset_name_taken: 'name' },
    read: () => answer(managementApi.GET('/assets/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/assets/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateAssets()
      notifyOfSuccess(t`${bidiIsolate(name.trim())} saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Save`} onCancel={onClose}>
      <AssetFields form={form} />
    </FormFrame>
  )
}
