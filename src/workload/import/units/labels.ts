/** Labels and resources by which Kubernetes and its relatives name a machine. */

/** Keys of node labels whose value names an accelerator. */
export const ACCELERATOR_LABEL =
  /(?:^|[./-])(?:gpu\.product|gpu\.product-name|gpu\.machine|gke-accelerator|gke-tpu-accelerator|instance-gpu-name|instance-accelerator-name|sku-gpu-name|gpu\.nvidia\.com\/(?:class|model)|gpu-type|gputype|gpu-model|gpu-class|gpu_type|gpu-product|gpu-name|gpu|accelerator|accelerator-type|accelerator_type|gaudi\.product|gpu\.family|gpu\.model)$/i;

/** Keys whose value names an instance type, or a family of them. */
export const INSTANCE_LABEL =
  /(?:^|[./-])(?:instance-type|instance-family|machine-family|machine-type|sku-name|sku-family|node-type|instancetype|compute-class|vm-size)$/i;

export const REGION_LABEL = /topology\.kubernetes\.io\/region$|failure-domain\.beta\.kubernetes\.io\/region$/;

/** Labels whose value says that the machine may be taken away. */
export const SPOT_LABEL =
  /gke-spot$|gke-preemptible$|capacity-type$|capacityType$|kubernetes\.azure\.com\/scalesetpriority$/;
export const SPOT_VALUE = /^(?:true|spot)$/i;

/** Resources that are whole accelerators. */
export const ACCELERATOR_RESOURCE =
  /^(?:nvidia\.com\/(?:gpu|pgpu|gpu\.shared|[A-Z]\w+)|amd\.com\/gpu|google\.com\/tpu|aws\.amazon\.com\/neuron(?:core|device)?|habana\.ai\/gaudi|gpu\.intel\.com\/(?:i915|xe)|huawei\.com\/Ascend\w*|gpu|gpus|gpu_count|qualcomm\.com\/qaic|tenstorrent\.com\/\w+)$/;

export const MIG_RESOURCE = /^nvidia\.com\/mig-(\d+g\.\d+gb)(?:\.\w+)*$/;
