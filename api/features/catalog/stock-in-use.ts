import type { MerchantId } from '../../domain/shared/ids'
import type { Services } from '../../services'

/** Whether any unit of the SKU is there, promised or expected. Asked of the object: D1 may lag. */
export async function isStocked(
  { stock }: Services,
  merchant_id: MerchantId,
  sku: string,
): Promise<boolean> {
  const { live, levels } = await stock(merchant_id, sku).levels()
  return (
    live ||
    levels.some(
      (level) =>
        level.on_hand !== 0 ||
        level.reserved !== 0 ||
        level.committed !== 0 ||
        level.damaged !== 0 ||
        level.quality_control !== 0 ||
        level.safety_stock !== 0 ||
        level.incoming !== 0,
    )
  )
}
