import type { MerchantId } from '../domain/shared/ids'

/** What the object of an import or export answers, by RPC. */
export interface BulkObject {
  /** A hint that there is work: it goes on from where D1 says it is. */
  poke(merchant_id: MerchantId, job_id: string): Promise<void>
}

/** The object of a job. Made per call: a stub belongs to the request that made it. */
export type BulkClient = (merchant_id: MerchantId, job_id: string) => BulkObject

export const createBulkClient =
  (namespace: DurableObjectNamespace): BulkClient =>
  (merchant_id, job_id) =>
    namespace.getByName(`${merchant_id}:${job_id}`) as unknown as BulkObject
