import { TextInput } from '@mantine/core'
import { completed, type Portfolio } from '@portico/sdk'
import { managementApi, portfoliosApi } from '../../api/apis.ts'
import { invalidatePortfolios } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkName, maxNameLength } from './check-name.ts'

interface PortfolioDialogProps {
  /** Without one, a portfolio is created */
  portfolio?: Portfolio
  isOpen: boolean
  onClose(): void
}

export const PortfolioDialog = ({ isOpen, ...content }: PortfolioDialogProps) => (
  <FormDialog
    isOpen={isOpen}
    onClose={content.onClose}
    title={content.portfolio ? 'Rename the portfolio' : 'Create a portfolio'}
  >
    <PortfolioForm {...content} />
  </FormDialog>
)

function PortfolioForm({ portfolio, onClose }: Omit<PortfolioDialogProps, 'isOpen'>) {
  const form = useForm({
    initial: { name: portfolio?.name ?? '' },
    check: checkName,
    problemFields: { portfolio_name_taken: 'name' },
    async save(values) {
      const body = { name: values.name.trim() }
      if (portfolio) {
        const params = { path: { portfolioKey: portfolio.key } }
        await completed(portfoliosApi.PATCH('/portfolios/{portfolioKey}', { params, body }))
      } else await completed(managementApi.POST('/portfolios', { body }))
      await invalidatePortfolios()
      notifyOfSuccess(portfolio ? `${bidiIsolate(body.name)} is saved` : `${bidiIsolate(body.name)} is created`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={portfolio ? 'Rename' : 'Create'} onCancel={onClose}>
      <TextInput
        label="Name"
        data-autofocus
        maxLength={maxNameLength}
        {...(portfolio ? {} : { description: 'A set of stages with their own assets, such as that of a subsidiary.' })}
        {...form.text('name')}
      />
    </FormFrame>
  )
}
