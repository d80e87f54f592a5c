module {
  func.func @squeezenet_old(%arg0: !torch.vtensor<[1,3,224,224],f32>) -> !torch.vtensor<[1,1000,1,1],f32> attributes {torch.onnx_meta.ir_version = 3 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "onnx-caffe2", torch.onnx_meta.producer_version = ""} {
    %0 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<conv10_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %1 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<conv10_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %2 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<conv1_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %3 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<conv1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %4 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire2_expand1x1_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %5 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire2_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %6 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire2_expand3x3_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %7 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire2_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %8 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire2_squeeze1x1_b_0> : tensor<16xf32>} : () -> !torch.vtensor<[16],f32> 
    %9 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire2_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %10 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire3_expand1x1_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %11 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire3_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %12 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire3_expand3x3_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %13 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire3_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %14 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire3_squeeze1x1_b_0> : tensor<16xf32>} : () -> !torch.vtensor<[16],f32> 
    %15 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire3_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %16 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire4_expand1x1_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %17 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire4_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %18 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire4_expand3x3_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %19 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire4_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %20 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire4_squeeze1x1_b_0> : tensor<32xf32>} : () -> !torch.vtensor<[32],f32> 
    %21 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire4_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %22 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire5_expand1x1_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %23 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire5_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %24 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire5_expand3x3_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %25 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire5_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %26 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire5_squeeze1x1_b_0> : tensor<32xf32>} : () -> !torch.vtensor<[32],f32> 
    %27 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire5_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %28 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire6_expand1x1_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %29 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire6_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %30 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire6_expand3x3_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %31 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire6_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %32 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire6_squeeze1x1_b_0> : tensor<48xf32>} : () -> !torch.vtensor<[48],f32> 
    %33 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire6_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %34 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire7_expand1x1_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %35 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire7_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %36 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire7_expand3x3_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %37 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire7_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %38 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire7_squeeze1x1_b_0> : tensor<48xf32>} : () -> !torch.vtensor<[48],f32> 
    %39 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire7_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %40 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire8_expand1x1_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %41 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire8_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %42 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire8_expand3x3_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %43 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire8_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %44 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire8_squeeze1x1_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %45 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire8_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %46 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire9_expand1x1_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %47 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire9_expand1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %48 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire9_expand3x3_b_0__SHAPE> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64> 
    %49 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire9_expand3x3_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %50 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire9_squeeze1x1_b_0> : tensor<64xf32>} : () -> !torch.vtensor<[64],f32> 
    %51 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_fire9_squeeze1x1_w_0__SHAPE> : tensor<4xsi64>} : () -> !torch.vtensor<[4],si64> 
    %none = torch.constant.none
    %52 = torch.operator "onnx.ConstantOfShape"(%0) {torch.onnx.value = dense_resource<_> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[1000],f32> 
    %53 = torch.operator "onnx.ConstantOfShape"(%1) {torch.onnx.value = dense_resource<__1> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[1000,512,1,1],f32> 
    %54 = torch.operator "onnx.ConstantOfShape"(%3) {torch.onnx.value = dense_resource<__2> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,3,3,3],f32> 
    %55 = torch.operator "onnx.ConstantOfShape"(%5) {torch.onnx.value = dense_resource<__3> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,16,1,1],f32> 
    %56 = torch.operator "onnx.ConstantOfShape"(%7) {torch.onnx.value = dense_resource<__4> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,16,3,3],f32> 
    %57 = torch.operator "onnx.ConstantOfShape"(%9) {torch.onnx.value = dense_resource<__5> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[16,64,1,1],f32> 
    %58 = torch.operator "onnx.ConstantOfShape"(%11) {torch.onnx.value = dense_resource<__6> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,16,1,1],f32> 
    %59 = torch.operator "onnx.ConstantOfShape"(%13) {torch.onnx.value = dense_resource<__7> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,16,3,3],f32> 
    %60 = torch.operator "onnx.ConstantOfShape"(%15) {torch.onnx.value = dense_resource<__8> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[16,128,1,1],f32> 
    %61 = torch.operator "onnx.ConstantOfShape"(%16) {torch.onnx.value = dense_resource<__9> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[128],f32> 
    %62 = torch.operator "onnx.ConstantOfShape"(%17) {torch.onnx.value = dense_resource<__10> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[128,32,1,1],f32> 
    %63 = torch.operator "onnx.ConstantOfShape"(%18) {torch.onnx.value = dense_resource<__11> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[128],f32> 
    %64 = torch.operator "onnx.ConstantOfShape"(%19) {torch.onnx.value = dense_resource<__12> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[128,32,3,3],f32> 
    %65 = torch.operator "onnx.ConstantOfShape"(%21) {torch.onnx.value = dense_resource<__13> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[32,128,1,1],f32> 
    %66 = torch.operator "onnx.ConstantOfShape"(%22) {torch.onnx.value = dense_resource<__14> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[128],f32> 
    %67 = torch.operator "onnx.ConstantOfShape"(%23) {torch.onnx.value = dense_resource<__15> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[128,32,1,1],f32> 
    %68 = torch.operator "onnx.ConstantOfShape"(%24) {torch.onnx.value = dense_resource<__16> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[128],f32> 
    %69 = torch.operator "onnx.ConstantOfShape"(%25) {torch.onnx.value = dense_resource<__17> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[128,32,3,3],f32> 
    %70 = torch.operator "onnx.ConstantOfShape"(%27) {torch.onnx.value = dense_resource<__18> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[32,256,1,1],f32> 
    %71 = torch.operator "onnx.ConstantOfShape"(%28) {torch.onnx.value = dense_resource<__19> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[192],f32> 
    %72 = torch.operator "onnx.ConstantOfShape"(%29) {torch.onnx.value = dense_resource<__20> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[192,48,1,1],f32> 
    %73 = torch.operator "onnx.ConstantOfShape"(%30) {torch.onnx.value = dense_resource<__21> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[192],f32> 
    %74 = torch.operator "onnx.ConstantOfShape"(%31) {torch.onnx.value = dense_resource<__22> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[192,48,3,3],f32> 
    %75 = torch.operator "onnx.ConstantOfShape"(%33) {torch.onnx.value = dense_resource<__23> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[48,256,1,1],f32> 
    %76 = torch.operator "onnx.ConstantOfShape"(%34) {torch.onnx.value = dense_resource<__24> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[192],f32> 
    %77 = torch.operator "onnx.ConstantOfShape"(%35) {torch.onnx.value = dense_resource<__25> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[192,48,1,1],f32> 
    %78 = torch.operator "onnx.ConstantOfShape"(%36) {torch.onnx.value = dense_resource<__26> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[192],f32> 
    %79 = torch.operator "onnx.ConstantOfShape"(%37) {torch.onnx.value = dense_resource<__27> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[192,48,3,3],f32> 
    %80 = torch.operator "onnx.ConstantOfShape"(%39) {torch.onnx.value = dense_resource<__28> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[48,384,1,1],f32> 
    %81 = torch.operator "onnx.ConstantOfShape"(%40) {torch.onnx.value = dense_resource<__29> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[256],f32> 
    %82 = torch.operator "onnx.ConstantOfShape"(%41) {torch.onnx.value = dense_resource<__30> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[256,64,1,1],f32> 
    %83 = torch.operator "onnx.ConstantOfShape"(%42) {torch.onnx.value = dense_resource<__31> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[256],f32> 
    %84 = torch.operator "onnx.ConstantOfShape"(%43) {torch.onnx.value = dense_resource<__32> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[256,64,3,3],f32> 
    %85 = torch.operator "onnx.ConstantOfShape"(%45) {torch.onnx.value = dense_resource<__33> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,384,1,1],f32> 
    %86 = torch.operator "onnx.ConstantOfShape"(%46) {torch.onnx.value = dense_resource<__34> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[256],f32> 
    %87 = torch.operator "onnx.ConstantOfShape"(%47) {torch.onnx.value = dense_resource<__35> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[256,64,1,1],f32> 
    %88 = torch.operator "onnx.ConstantOfShape"(%48) {torch.onnx.value = dense_resource<__36> : tensor<1xf32>} : (!torch.vtensor<[1],si64>) -> !torch.vtensor<[256],f32> 
    %89 = torch.operator "onnx.ConstantOfShape"(%49) {torch.onnx.value = dense_resource<__37> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[256,64,3,3],f32> 
    %90 = torch.operator "onnx.ConstantOfShape"(%51) {torch.onnx.value = dense_resource<__38> : tensor<1xf32>} : (!torch.vtensor<[4],si64>) -> !torch.vtensor<[64,512,1,1],f32> 
    %91 = torch.operator "onnx.Conv"(%arg0, %54, %2) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [2 : si64, 2 : si64]} : (!torch.vtensor<[1,3,224,224],f32>, !torch.vtensor<[64,3,3,3],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,111,111],f32> 
    %92 = torch.operator "onnx.Relu"(%91) : (!torch.vtensor<[1,64,111,111],f32>) -> !torch.vtensor<[1,64,111,111],f32> 
    %93 = torch.operator "onnx.MaxPool"(%92) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [2 : si64, 2 : si64]} : (!torch.vtensor<[1,64,111,111],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %94 = torch.operator "onnx.Conv"(%93, %57, %8) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,64,55,55],f32>, !torch.vtensor<[16,64,1,1],f32>, !torch.vtensor<[16],f32>) -> !torch.vtensor<[1,16,55,55],f32> 
    %95 = torch.operator "onnx.Relu"(%94) : (!torch.vtensor<[1,16,55,55],f32>) -> !torch.vtensor<[1,16,55,55],f32> 
    %96 = torch.operator "onnx.Conv"(%95, %55, %4) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,16,55,55],f32>, !torch.vtensor<[64,16,1,1],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %97 = torch.operator "onnx.Relu"(%96) : (!torch.vtensor<[1,64,55,55],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %98 = torch.operator "onnx.Conv"(%95, %56, %6) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,16,55,55],f32>, !torch.vtensor<[64,16,3,3],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %99 = torch.operator "onnx.Relu"(%98) : (!torch.vtensor<[1,64,55,55],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %100 = torch.operator "onnx.Concat"(%97, %99) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,64,55,55],f32>, !torch.vtensor<[1,64,55,55],f32>) -> !torch.vtensor<[1,128,55,55],f32> 
    %101 = torch.operator "onnx.Conv"(%100, %60, %14) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,128,55,55],f32>, !torch.vtensor<[16,128,1,1],f32>, !torch.vtensor<[16],f32>) -> !torch.vtensor<[1,16,55,55],f32> 
    %102 = torch.operator "onnx.Relu"(%101) : (!torch.vtensor<[1,16,55,55],f32>) -> !torch.vtensor<[1,16,55,55],f32> 
    %103 = torch.operator "onnx.Conv"(%102, %58, %10) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,16,55,55],f32>, !torch.vtensor<[64,16,1,1],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %104 = torch.operator "onnx.Relu"(%103) : (!torch.vtensor<[1,64,55,55],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %105 = torch.operator "onnx.Conv"(%102, %59, %12) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,16,55,55],f32>, !torch.vtensor<[64,16,3,3],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %106 = torch.operator "onnx.Relu"(%105) : (!torch.vtensor<[1,64,55,55],f32>) -> !torch.vtensor<[1,64,55,55],f32> 
    %107 = torch.operator "onnx.Concat"(%104, %106) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,64,55,55],f32>, !torch.vtensor<[1,64,55,55],f32>) -> !torch.vtensor<[1,128,55,55],f32> 
    %108 = torch.operator "onnx.MaxPool"(%107) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [2 : si64, 2 : si64]} : (!torch.vtensor<[1,128,55,55],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %109 = torch.operator "onnx.Conv"(%108, %65, %20) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,128,27,27],f32>, !torch.vtensor<[32,128,1,1],f32>, !torch.vtensor<[32],f32>) -> !torch.vtensor<[1,32,27,27],f32> 
    %110 = torch.operator "onnx.Relu"(%109) : (!torch.vtensor<[1,32,27,27],f32>) -> !torch.vtensor<[1,32,27,27],f32> 
    %111 = torch.operator "onnx.Conv"(%110, %62, %61) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,32,27,27],f32>, !torch.vtensor<[128,32,1,1],f32>, !torch.vtensor<[128],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %112 = torch.operator "onnx.Relu"(%111) : (!torch.vtensor<[1,128,27,27],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %113 = torch.operator "onnx.Conv"(%110, %64, %63) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,32,27,27],f32>, !torch.vtensor<[128,32,3,3],f32>, !torch.vtensor<[128],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %114 = torch.operator "onnx.Relu"(%113) : (!torch.vtensor<[1,128,27,27],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %115 = torch.operator "onnx.Concat"(%112, %114) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,128,27,27],f32>, !torch.vtensor<[1,128,27,27],f32>) -> !torch.vtensor<[1,256,27,27],f32> 
    %116 = torch.operator "onnx.Conv"(%115, %70, %26) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,256,27,27],f32>, !torch.vtensor<[32,256,1,1],f32>, !torch.vtensor<[32],f32>) -> !torch.vtensor<[1,32,27,27],f32> 
    %117 = torch.operator "onnx.Relu"(%116) : (!torch.vtensor<[1,32,27,27],f32>) -> !torch.vtensor<[1,32,27,27],f32> 
    %118 = torch.operator "onnx.Conv"(%117, %67, %66) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,32,27,27],f32>, !torch.vtensor<[128,32,1,1],f32>, !torch.vtensor<[128],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %119 = torch.operator "onnx.Relu"(%118) : (!torch.vtensor<[1,128,27,27],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %120 = torch.operator "onnx.Conv"(%117, %69, %68) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,32,27,27],f32>, !torch.vtensor<[128,32,3,3],f32>, !torch.vtensor<[128],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %121 = torch.operator "onnx.Relu"(%120) : (!torch.vtensor<[1,128,27,27],f32>) -> !torch.vtensor<[1,128,27,27],f32> 
    %122 = torch.operator "onnx.Concat"(%119, %121) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,128,27,27],f32>, !torch.vtensor<[1,128,27,27],f32>) -> !torch.vtensor<[1,256,27,27],f32> 
    %123 = torch.operator "onnx.MaxPool"(%122) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [2 : si64, 2 : si64]} : (!torch.vtensor<[1,256,27,27],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %124 = torch.operator "onnx.Conv"(%123, %75, %32) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,256,13,13],f32>, !torch.vtensor<[48,256,1,1],f32>, !torch.vtensor<[48],f32>) -> !torch.vtensor<[1,48,13,13],f32> 
    %125 = torch.operator "onnx.Relu"(%124) : (!torch.vtensor<[1,48,13,13],f32>) -> !torch.vtensor<[1,48,13,13],f32> 
    %126 = torch.operator "onnx.Conv"(%125, %72, %71) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,48,13,13],f32>, !torch.vtensor<[192,48,1,1],f32>, !torch.vtensor<[192],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %127 = torch.operator "onnx.Relu"(%126) : (!torch.vtensor<[1,192,13,13],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %128 = torch.operator "onnx.Conv"(%125, %74, %73) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,48,13,13],f32>, !torch.vtensor<[192,48,3,3],f32>, !torch.vtensor<[192],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %129 = torch.operator "onnx.Relu"(%128) : (!torch.vtensor<[1,192,13,13],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %130 = torch.operator "onnx.Concat"(%127, %129) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,192,13,13],f32>, !torch.vtensor<[1,192,13,13],f32>) -> !torch.vtensor<[1,384,13,13],f32> 
    %131 = torch.operator "onnx.Conv"(%130, %80, %38) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,384,13,13],f32>, !torch.vtensor<[48,384,1,1],f32>, !torch.vtensor<[48],f32>) -> !torch.vtensor<[1,48,13,13],f32> 
    %132 = torch.operator "onnx.Relu"(%131) : (!torch.vtensor<[1,48,13,13],f32>) -> !torch.vtensor<[1,48,13,13],f32> 
    %133 = torch.operator "onnx.Conv"(%132, %77, %76) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,48,13,13],f32>, !torch.vtensor<[192,48,1,1],f32>, !torch.vtensor<[192],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %134 = torch.operator "onnx.Relu"(%133) : (!torch.vtensor<[1,192,13,13],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %135 = torch.operator "onnx.Conv"(%132, %79, %78) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,48,13,13],f32>, !torch.vtensor<[192,48,3,3],f32>, !torch.vtensor<[192],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %136 = torch.operator "onnx.Relu"(%135) : (!torch.vtensor<[1,192,13,13],f32>) -> !torch.vtensor<[1,192,13,13],f32> 
    %137 = torch.operator "onnx.Concat"(%134, %136) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,192,13,13],f32>, !torch.vtensor<[1,192,13,13],f32>) -> !torch.vtensor<[1,384,13,13],f32> 
    %138 = torch.operator "onnx.Conv"(%137, %85, %44) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,384,13,13],f32>, !torch.vtensor<[64,384,1,1],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,13,13],f32> 
    %139 = torch.operator "onnx.Relu"(%138) : (!torch.vtensor<[1,64,13,13],f32>) -> !torch.vtensor<[1,64,13,13],f32> 
    %140 = torch.operator "onnx.Conv"(%139, %82, %81) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,64,13,13],f32>, !torch.vtensor<[256,64,1,1],f32>, !torch.vtensor<[256],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %141 = torch.operator "onnx.Relu"(%140) : (!torch.vtensor<[1,256,13,13],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %142 = torch.operator "onnx.Conv"(%139, %84, %83) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,64,13,13],f32>, !torch.vtensor<[256,64,3,3],f32>, !torch.vtensor<[256],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %143 = torch.operator "onnx.Relu"(%142) : (!torch.vtensor<[1,256,13,13],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %144 = torch.operator "onnx.Concat"(%141, %143) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,256,13,13],f32>, !torch.vtensor<[1,256,13,13],f32>) -> !torch.vtensor<[1,512,13,13],f32> 
    %145 = torch.operator "onnx.Conv"(%144, %90, %50) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,512,13,13],f32>, !torch.vtensor<[64,512,1,1],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[1,64,13,13],f32> 
    %146 = torch.operator "onnx.Relu"(%145) : (!torch.vtensor<[1,64,13,13],f32>) -> !torch.vtensor<[1,64,13,13],f32> 
    %147 = torch.operator "onnx.Conv"(%146, %87, %86) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,64,13,13],f32>, !torch.vtensor<[256,64,1,1],f32>, !torch.vtensor<[256],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %148 = torch.operator "onnx.Relu"(%147) : (!torch.vtensor<[1,256,13,13],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %149 = torch.operator "onnx.Conv"(%146, %89, %88) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,64,13,13],f32>, !torch.vtensor<[256,64,3,3],f32>, !torch.vtensor<[256],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %150 = torch.operator "onnx.Relu"(%149) : (!torch.vtensor<[1,256,13,13],f32>) -> !torch.vtensor<[1,256,13,13],f32> 
    %151 = torch.operator "onnx.Concat"(%148, %150) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,256,13,13],f32>, !torch.vtensor<[1,256,13,13],f32>) -> !torch.vtensor<[1,512,13,13],f32> 
    %152 = torch.operator "onnx.Constant"() {torch.onnx.value = dense<5.000000e-01> : tensor<f32>} : () -> !torch.vtensor<[],f32> 
    %153:2 = torch.operator "onnx.Dropout"(%151, %152) : (!torch.vtensor<[1,512,13,13],f32>, !torch.vtensor<[],f32>) -> (!torch.vtensor<[1,512,13,13],f32>, !torch.vtensor<[1,512,13,13],i1>) 
    %154 = torch.operator "onnx.Conv"(%153#0, %53, %52) {torch.onnx.kernel_shape = [1 : si64, 1 : si64], torch.onnx.pads = [0 : si64, 0 : si64, 0 : si64, 0 : si64], torch.onnx.strides = [1 : si64, 1 : si64]} : (!torch.vtensor<[1,512,13,13],f32>, !torch.vtensor<[1000,512,1,1],f32>, !torch.vtensor<[1000],f32>) -> !torch.vtensor<[1,1000,13,13],f32> 
    %155 = torch.operator "onnx.Relu"(%154) : (!torch.vtensor<[1,1000,13,13],f32>) -> !torch.vtensor<[1,1000,13,13],f32> 
    %156 = torch.operator "onnx.GlobalAveragePool"(%155) : (!torch.vtensor<[1,1000,13,13],f32>) -> !torch.vtensor<[1,1000,1,1],f32> 
    %157 = torch.operator "onnx.Shape"(%156) : (!torch.vtensor<[1,1000,1,1],f32>) -> !torch.vtensor<[4],si64> 
    %158 = torch.operator "onnx.Flatten"(%156) {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[1,1000,1,1],f32>) -> !torch.vtensor<[1,1000],f32> 
    %159 = torch.operator "onnx.Softmax"(%158) {torch.onnx.axis = -1 : si64} : (!torch.vtensor<[1,1000],f32>) -> !torch.vtensor<[1,1000],f32> 
    %160 = torch.operator "onnx.Reshape"(%159, %157) : (!torch.vtensor<[1,1000],f32>, !torch.vtensor<[4],si64>) -> !torch.vtensor<[1,1000,1,1],f32> 
    return %160 : !torch.vtensor<[1,1000,1,1],f32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      conv10_b_0__SHAPE: "0x08000000E803000000000000",
      conv10_w_0__SHAPE: "0x08000000E803000000000000000200000000000001000000000000000100000000000000",
      conv1_b_0: "0x080000000AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C0AD74B3C",
      conv1_w_0__SHAPE: "0x080000004000000000000000030000000000000003000000000000000300000000000000",
      _fire2_expand1x1_b_0: "0x080000000AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C0AD74C3C",
      _fire2_expand1x1_w_0__SHAPE: "0x080000004000000000000000100000000000000001000000000000000100000000000000",
      _fire2_expand3x3_b_0: "0x080000000AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C0AD74D3C",
      _fire2_expand3x3_w_0__SHAPE: "0x080000004000000000000000100000000000000003000000000000000300000000000000",
      _fire2_squeeze1x1_b_0: "0x080000000AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C0AD74E3C",
      _fire2_squeeze1x1_w_0__SHAPE: "0x080000001000000000000000400000000000000001000000000000000100000000000000",
      _fire3_expand1x1_b_0: "0x080000000AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C0AD74F3C",
      _fire3_expand1x1_w_0__SHAPE: "0x080000004000000000000000100000000000000001000000000000000100000000000000",
      _fire3_expand3x3_b_0: "0x080000000AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C0AD7503C",
      _fire3_expand3x3_w_0__SHAPE: "0x080000004000000000000000100000000000000003000000000000000300000000000000",
      _fire3_squeeze1x1_b_0: "0x080000000AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C0AD7513C",
      _fire3_squeeze1x1_w_0__SHAPE: "0x080000001000000000000000800000000000000001000000000000000100000000000000",
      _fire4_expand1x1_b_0__SHAPE: "0x080000008000000000000000",
      _fire4_expand1x1_w_0__SHAPE: "0x080000008000000000000000200000000000000001000000000000000100000000000000",
      _fire4_expand3x3_b_0__SHAPE: "0x080000008000000000000000",
      _fire4_expand3x3_w_0__SHAPE: "0x080000008000000000000000200000000000000003000000000000000300000000000000",
      _fire4_squeeze1x1_b_0: "0x080000000AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C0AD7523C",
      _fire4_squeeze1x1_w_0__SHAPE: "0x080000002000000000000000800000000000000001000000000000000100000000000000",
      _fire5_expand1x1_b_0__SHAPE: "0x080000008000000000000000",
      _fire5_expand1x1_w_0__SHAPE: "0x080000008000000000000000200000000000000001000000000000000100000000000000",
      _fire5_expand3x3_b_0__SHAPE: "0x080000008000000000000000",
      _fire5_expand3x3_w_0__SHAPE: "0x080000008000000000000000200000000000000003000000000000000300000000000000",
      _fire5_squeeze1x1_b_0: "0x080000000AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C0AD7533C",
      _fire5_squeeze1x1_w_0__SHAPE: "0x080000002000000000000000000100000000000001000000000000000100000000000000",
      _fire6_expand1x1_b_0__SHAPE: "0x08000000C000000000000000",
      _fire6_expand1x1_w_0__SHAPE: "0x08000000C000000000000000300000000000000001000000000000000100000000000000",
      _fire6_expand3x3_b_0__SHAPE: "0x08000000C000000000000000",
      _fire6_expand3x3_w_0__SHAPE: "0x08000000C000000000000000300000000000000003000000000000000300000000000000",
      _fire6_squeeze1x1_b_0: "0x080000000AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C0AD7543C",
      _fire6_squeeze1x1_w_0__SHAPE: "0x080000003000000000000000000100000000000001000000000000000100000000000000",
      _fire7_expand1x1_b_0__SHAPE: "0x08000000C000000000000000",
      _fire7_expand1x1_w_0__SHAPE: "0x08000000C000000000000000300000000000000001000000000000000100000000000000",
      _fire7_expand3x3_b_0__SHAPE: "0x08000000C000000000000000",
      _fire7_expand3x3_w_0__SHAPE: "0x08000000C000000000000000300000000000000003000000000000000300000000000000",
      _fire7_squeeze1x1_b_0: "0x080000000AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C0AD7553C",
      _fire7_squeeze1x1_w_0__SHAPE: "0x080000003000000000000000800100000000000001000000000000000100000000000000",
      _fire8_expand1x1_b_0__SHAPE: "0x080000000001000000000000",
      _fire8_expand1x1_w_0__SHAPE: "0x080000000001000000000000400000000000000001000000000000000100000000000000",
      _fire8_expand3x3_b_0__SHAPE: "0x080000000001000000000000",
      _fire8_expand3x3_w_0__SHAPE: "0x080000000001000000000000400000000000000003000000000000000300000000000000",
      _fire8_squeeze1x1_b_0: "0x080000000AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C0AD7563C",
      _fire8_squeeze1x1_w_0__SHAPE: "0x080000004000000000000000800100000000000001000000000000000100000000000000",
      _fire9_expand1x1_b_0__SHAPE: "0x080000000001000000000000",
      _fire9_expand1x1_w_0__SHAPE: "0x080000000001000000000000400000000000000001000000000000000100000000000000",
      _fire9_expand3x3_b_0__SHAPE: "0x080000000001000000000000",
      _fire9_expand3x3_w_0__SHAPE: "0x080000000001000000000000400000000000000003000000000000000300000000000000",
      _fire9_squeeze1x1_b_0: "0x080000000AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C0AD7573C",
      _fire9_squeeze1x1_w_0__SHAPE: "0x080000004000000000000000000200000000000001000000000000000100000000000000",
      _: "0x080000000AD7243C",
      __1: "0x080000000AD7253C",
      __2: "0x080000000AD7263C",
      __3: "0x080000000AD7273C",
      __4: "0x080000000AD7283C",
      __5: "0x080000000AD7293C",
      __6: "0x080000000AD72A3C",
      __7: "0x080000000AD72B3C",
      __8: "0x080000000AD72C3C",
      __9: "0x080000000AD72D3C",
      __10: "0x080000000AD72E3C",
      __11: "0x080000000AD72F3C",
      __12: "0x080000000AD7303C",
      __13: "0x080000000AD7313C",
      __14: "0x080000000AD7323C",
      __15: "0x080000000AD7333C",
      __16: "0x080000000AD7343C",
      __17: "0x080000000AD7353C",
      __18: "0x080000000AD7363C",
      __19: "0x080000000AD7373C",
      __20: "0x080000000AD7383C",
      __21: "0x080000000AD7393C",
      __22: "0x080000000AD73A3C",
      __23: "0x080000000AD73B3C",
      __24: "0x080000000AD73C3C",
      __25: "0x080000000AD73D3C",
      __26: "0x080000000AD73E3C",
      __27: "0x080000000AD73F3C",
      __28: "0x080000000AD7403C",
      __29: "0x080000000AD7413C",
      __30: "0x080000000AD7423C",
      __31: "0x080000000AD7433C",
      __32: "0x080000000AD7443C",
      __33: "0x080000000AD7453C",
      __34: "0x080000000AD7463C",
      __35: "0x080000000AD7473C",
      __36: "0x080000000AD7483C",
      __37: "0x080000000AD7493C",
      __38: "0x080000000AD74A3C"
    }
  }
#-}

