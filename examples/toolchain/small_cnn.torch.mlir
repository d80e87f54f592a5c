module {
  func.func @small_cnn(%arg0: !torch.vtensor<[1,3,32,32],f32>) -> !torch.vtensor<[1,10],f32> attributes {torch.onnx_meta.ir_version = 8 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} {
    %0 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_conv1.weight> : tensor<16x3x3x3xf32>} : () -> !torch.vtensor<[16,3,3,3],f32> 
    %1 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_conv1.bias> : tensor<16xf32>} : () -> !torch.vtensor<[16],f32> 
    %2 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_conv2.weight> : tensor<32x16x3x3xf32>} : () -> !torch.vtensor<[32,16,3,3],f32> 
    %3 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_conv2.bias> : tensor<32xf32>} : () -> !torch.vtensor<[32],f32> 
    %4 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fc.weight> : tensor<10x32xf32>} : () -> !torch.vtensor<[10,32],f32> 
    %5 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fc.bias> : tensor<10xf32>} : () -> !torch.vtensor<[10],f32> 
    %none = torch.constant.none
    %6 = torch.operator "onnx.Conv"(%arg0, %0, %1) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64]} : (!torch.vtensor<[1,3,32,32],f32>, !torch.vtensor<[16,3,3,3],f32>, !torch.vtensor<[16],f32>) -> !torch.vtensor<[1,16,32,32],f32> 
    %7 = torch.operator "onnx.Relu"(%6) : (!torch.vtensor<[1,16,32,32],f32>) -> !torch.vtensor<[1,16,32,32],f32> 
    %8 = torch.operator "onnx.MaxPool"(%7) {torch.onnx.kernel_shape = [2 : si64, 2 : si64], torch.onnx.strides = [2 : si64, 2 : si64]} : (!torch.vtensor<[1,16,32,32],f32>) -> !torch.vtensor<[1,16,16,16],f32> 
    %9 = torch.operator "onnx.Conv"(%8, %2, %3) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64]} : (!torch.vtensor<[1,16,16,16],f32>, !torch.vtensor<[32,16,3,3],f32>, !torch.vtensor<[32],f32>) -> !torch.vtensor<[1,32,16,16],f32> 
    %10 = torch.operator "onnx.Relu"(%9) : (!torch.vtensor<[1,32,16,16],f32>) -> !torch.vtensor<[1,32,16,16],f32> 
    %11 = torch.operator "onnx.GlobalAveragePool"(%10) : (!torch.vtensor<[1,32,16,16],f32>) -> !torch.vtensor<[1,32,1,1],f32> 
    %12 = torch.operator "onnx.Flatten"(%11) : (!torch.vtensor<[1,32,1,1],f32>) -> !torch.vtensor<[1,32],f32> 
    %13 = torch.operator "onnx.Gemm"(%12, %4, %5) {torch.onnx.transB = 1 : si64} : (!torch.vtensor<[1,32],f32>, !torch.vtensor<[10,32],f32>, !torch.vtensor<[10],f32>) -> !torch.vtensor<[1,10],f32> 
    return %13 : !torch.vtensor<[1,10],f32>
  }
}

