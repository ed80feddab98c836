import type { Shop } from '../shop.ts'
import type { Preparation } from './preparation.ts'

const anyImport: Preparation = async ({ call }) => {
  const { id = '' } = await call('createImport')
  return { parameters: { id } }
}

/** An export that is done. */
async function exported({ call }: Shop): Promise<string> {
  const { id = '' } = await call('createExport')
  for (;;) {
    const { status } = await call('getExport', { id })
    if (status === 'completed') return id
  }
}

export const bulk: Record<string, Preparation> = {
  getImport: anyImport,
  getImportErrors: anyImport,
  putImportContent: async (shop) => ({
    ...(await anyImport(shop)),
    text: '{"sku":"IMPORTED","title":"Imported"}\n',
    headers: { 'content-type': 'application/x-ndjson' },
  }),
  getExport: async (shop) => ({ parameters: { id: await exported(shop) } }),
  getExportContent: async (shop) => ({ parameters: { id: await exported(shop) } }),
}
