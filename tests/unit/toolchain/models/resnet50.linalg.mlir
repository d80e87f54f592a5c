#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
#map3 = affine_map<(d0, d1) -> (d1)>
#map4 = affine_map<(d0, d1) -> (d0)>
#map5 = affine_map<(d0, d1) -> (d0, 0)>
module {
  func.func @resnet50(%arg0: tensor<1x3x224x224xf32>) -> tensor<1x1000xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant dense<0.0243432615> : tensor<1x2048x1x1xf32>
    %cst_2 = arith.constant dense<0.024526367> : tensor<1x2048x1x1xf32>
    %cst_3 = arith.constant dense<0.0244142972> : tensor<1x2048x1x1xf32>
    %cst_4 = arith.constant dense<0.0244653318> : tensor<1x2048x1x1xf32>
    %cst_5 = arith.constant dense<0.0240380857> : tensor<1x512x1x1xf32>
    %cst_6 = arith.constant dense<0.0242211912> : tensor<1x512x1x1xf32>
    %cst_7 = arith.constant dense<0.0241091214> : tensor<1x512x1x1xf32>
    %cst_8 = arith.constant dense<0.024160156> : tensor<1x512x1x1xf32>
    %cst_9 = arith.constant dense<0.0237329099> : tensor<1x512x1x1xf32>
    %cst_10 = arith.constant dense<0.0239160154> : tensor<1x512x1x1xf32>
    %cst_11 = arith.constant dense<0.0238039456> : tensor<1x512x1x1xf32>
    %cst_12 = arith.constant dense<0.0238549802> : tensor<1x512x1x1xf32>
    %cst_13 = arith.constant dense<0.0234277342> : tensor<1x2048x1x1xf32>
    %cst_14 = arith.constant dense<0.0236108396> : tensor<1x2048x1x1xf32>
    %cst_15 = arith.constant dense<0.0234987698> : tensor<1x2048x1x1xf32>
    %cst_16 = arith.constant dense<0.0235498045> : tensor<1x2048x1x1xf32>
    %cst_17 = arith.constant dense<0.0231225584> : tensor<1x512x1x1xf32>
    %cst_18 = arith.constant dense<0.0233056638> : tensor<1x512x1x1xf32>
    %cst_19 = arith.constant dense<0.0231935941> : tensor<1x512x1x1xf32>
    %cst_20 = arith.constant dense<0.0232446287> : tensor<1x512x1x1xf32>
    %cst_21 = arith.constant dense<0.0228173826> : tensor<1x512x1x1xf32>
    %cst_22 = arith.constant dense<0.0230004881> : tensor<1x512x1x1xf32>
    %cst_23 = arith.constant dense<0.0228884183> : tensor<1x512x1x1xf32>
    %cst_24 = arith.constant dense<0.0229394529> : tensor<1x512x1x1xf32>
    %cst_25 = arith.constant dense<0.0215966795> : tensor<1x2048x1x1xf32>
    %cst_26 = arith.constant dense<0.0217797849> : tensor<1x2048x1x1xf32>
    %cst_27 = arith.constant dense<0.0216677152> : tensor<1x2048x1x1xf32>
    %cst_28 = arith.constant dense<0.0217187498> : tensor<1x2048x1x1xf32>
    %cst_29 = arith.constant dense<0.0225122068> : tensor<1x2048x1x1xf32>
    %cst_30 = arith.constant dense<0.0226953123> : tensor<1x2048x1x1xf32>
    %cst_31 = arith.constant dense<0.0225832425> : tensor<1x2048x1x1xf32>
    %cst_32 = arith.constant dense<0.0226342771> : tensor<1x2048x1x1xf32>
    %cst_33 = arith.constant dense<0.022207031> : tensor<1x512x1x1xf32>
    %cst_34 = arith.constant dense<0.0223901365> : tensor<1x512x1x1xf32>
    %cst_35 = arith.constant dense<0.0222780667> : tensor<1x512x1x1xf32>
    %cst_36 = arith.constant dense<0.0223291013> : tensor<1x512x1x1xf32>
    %cst_37 = arith.constant dense<0.0219018552> : tensor<1x512x1x1xf32>
    %cst_38 = arith.constant dense<0.0220849607> : tensor<1x512x1x1xf32>
    %cst_39 = arith.constant dense<0.0219728909> : tensor<1x512x1x1xf32>
    %cst_40 = arith.constant dense<0.0220239256> : tensor<1x512x1x1xf32>
    %cst_41 = arith.constant dense<0.0212915037> : tensor<1x1024x1x1xf32>
    %cst_42 = arith.constant dense<0.0214746092> : tensor<1x1024x1x1xf32>
    %cst_43 = arith.constant dense<0.0213625394> : tensor<1x1024x1x1xf32>
    %cst_44 = arith.constant dense<0.021413574> : tensor<1x1024x1x1xf32>
    %cst_45 = arith.constant dense<0.0209863279> : tensor<1x256x1x1xf32>
    %cst_46 = arith.constant dense<0.0211694334> : tensor<1x256x1x1xf32>
    %cst_47 = arith.constant dense<0.0210573636> : tensor<1x256x1x1xf32>
    %cst_48 = arith.constant dense<0.0211083982> : tensor<1x256x1x1xf32>
    %cst_49 = arith.constant dense<0.0206811521> : tensor<1x256x1x1xf32>
    %cst_50 = arith.constant dense<0.0208642576> : tensor<1x256x1x1xf32>
    %cst_51 = arith.constant dense<0.0207521878> : tensor<1x256x1x1xf32>
    %cst_52 = arith.constant dense<0.0208032224> : tensor<1x256x1x1xf32>
    %cst_53 = arith.constant dense<0.0203759763> : tensor<1x1024x1x1xf32>
    %cst_54 = arith.constant dense<0.0205590818> : tensor<1x1024x1x1xf32>
    %cst_55 = arith.constant dense<0.020447012> : tensor<1x1024x1x1xf32>
    %cst_56 = arith.constant dense<0.0204980467> : tensor<1x1024x1x1xf32>
    %cst_57 = arith.constant dense<2.007080e-02> : tensor<1x256x1x1xf32>
    %cst_58 = arith.constant dense<0.020253906> : tensor<1x256x1x1xf32>
    %cst_59 = arith.constant dense<0.0201418363> : tensor<1x256x1x1xf32>
    %cst_60 = arith.constant dense<0.0201928709> : tensor<1x256x1x1xf32>
    %cst_61 = arith.constant dense<0.0197656248> : tensor<1x256x1x1xf32>
    %cst_62 = arith.constant dense<0.0199487302> : tensor<1x256x1x1xf32>
    %cst_63 = arith.constant dense<0.0198366605> : tensor<1x256x1x1xf32>
    %cst_64 = arith.constant dense<0.0198876951> : tensor<1x256x1x1xf32>
    %cst_65 = arith.constant dense<0.019460449> : tensor<1x1024x1x1xf32>
    %cst_66 = arith.constant dense<0.0196435545> : tensor<1x1024x1x1xf32>
    %cst_67 = arith.constant dense<0.0195314847> : tensor<1x1024x1x1xf32>
    %cst_68 = arith.constant dense<0.0195825193> : tensor<1x1024x1x1xf32>
    %cst_69 = arith.constant dense<0.0191552732> : tensor<1x256x1x1xf32>
    %cst_70 = arith.constant dense<0.0193383787> : tensor<1x256x1x1xf32>
    %cst_71 = arith.constant dense<0.0192263089> : tensor<1x256x1x1xf32>
    %cst_72 = arith.constant dense<0.0192773435> : tensor<1x256x1x1xf32>
    %cst_73 = arith.constant dense<0.0188500974> : tensor<1x256x1x1xf32>
    %cst_74 = arith.constant dense<0.0190332029> : tensor<1x256x1x1xf32>
    %cst_75 = arith.constant dense<0.0189211331> : tensor<1x256x1x1xf32>
    %cst_76 = arith.constant dense<0.0189721677> : tensor<1x256x1x1xf32>
    %cst_77 = arith.constant dense<0.0185449217> : tensor<1x1024x1x1xf32>
    %cst_78 = arith.constant dense<0.0187280271> : tensor<1x1024x1x1xf32>
    %cst_79 = arith.constant dense<0.0186159573> : tensor<1x1024x1x1xf32>
    %cst_80 = arith.constant dense<0.018666992> : tensor<1x1024x1x1xf32>
    %cst_81 = arith.constant dense<0.0182397459> : tensor<1x256x1x1xf32>
    %cst_82 = arith.constant dense<0.0184228513> : tensor<1x256x1x1xf32>
    %cst_83 = arith.constant dense<0.0183107816> : tensor<1x256x1x1xf32>
    %cst_84 = arith.constant dense<0.0183618162> : tensor<1x256x1x1xf32>
    %cst_85 = arith.constant dense<0.0179345701> : tensor<1x256x1x1xf32>
    %cst_86 = arith.constant dense<0.0181176756> : tensor<1x256x1x1xf32>
    %cst_87 = arith.constant dense<0.0180056058> : tensor<1x256x1x1xf32>
    %cst_88 = arith.constant dense<0.0180566404> : tensor<1x256x1x1xf32>
    %cst_89 = arith.constant dense<0.0176293943> : tensor<1x1024x1x1xf32>
    %cst_90 = arith.constant dense<1.781250e-02> : tensor<1x1024x1x1xf32>
    %cst_91 = arith.constant dense<0.01770043> : tensor<1x1024x1x1xf32>
    %cst_92 = arith.constant dense<0.0177514646> : tensor<1x1024x1x1xf32>
    %cst_93 = arith.constant dense<0.0173242185> : tensor<1x256x1x1xf32>
    %cst_94 = arith.constant dense<0.017507324> : tensor<1x256x1x1xf32>
    %cst_95 = arith.constant dense<0.0173952542> : tensor<1x256x1x1xf32>
    %cst_96 = arith.constant dense<0.0174462888> : tensor<1x256x1x1xf32>
    %cst_97 = arith.constant dense<0.0170190427> : tensor<1x256x1x1xf32>
    %cst_98 = arith.constant dense<0.0172021482> : tensor<1x256x1x1xf32>
    %cst_99 = arith.constant dense<0.0170900784> : tensor<1x256x1x1xf32>
    %cst_100 = arith.constant dense<0.0171411131> : tensor<1x256x1x1xf32>
    %cst_101 = arith.constant dense<0.0157983396> : tensor<1x1024x1x1xf32>
    %cst_102 = arith.constant dense<0.0159814451> : tensor<1x1024x1x1xf32>
    %cst_103 = arith.constant dense<0.0158693753> : tensor<1x1024x1x1xf32>
    %cst_104 = arith.constant dense<0.0159204099> : tensor<1x1024x1x1xf32>
    %cst_105 = arith.constant dense<0.016713867> : tensor<1x1024x1x1xf32>
    %cst_106 = arith.constant dense<0.0168969724> : tensor<1x1024x1x1xf32>
    %cst_107 = arith.constant dense<0.0167849027> : tensor<1x1024x1x1xf32>
    %cst_108 = arith.constant dense<0.0168359373> : tensor<1x1024x1x1xf32>
    %cst_109 = arith.constant dense<0.0164086912> : tensor<1x256x1x1xf32>
    %cst_110 = arith.constant dense<0.0165917967> : tensor<1x256x1x1xf32>
    %cst_111 = arith.constant dense<0.0164797269> : tensor<1x256x1x1xf32>
    %cst_112 = arith.constant dense<0.0165307615> : tensor<1x256x1x1xf32>
    %cst_113 = arith.constant dense<0.0161035154> : tensor<1x256x1x1xf32>
    %cst_114 = arith.constant dense<0.0162866209> : tensor<1x256x1x1xf32>
    %cst_115 = arith.constant dense<0.0161745511> : tensor<1x256x1x1xf32>
    %cst_116 = arith.constant dense<0.0162255857> : tensor<1x256x1x1xf32>
    %cst_117 = arith.constant dense<0.0154931638> : tensor<1x512x1x1xf32>
    %cst_118 = arith.constant dense<0.0156762693> : tensor<1x512x1x1xf32>
    %cst_119 = arith.constant dense<0.0155641986> : tensor<1x512x1x1xf32>
    %cst_120 = arith.constant dense<0.0156152342> : tensor<1x512x1x1xf32>
    %cst_121 = arith.constant dense<0.0151879881> : tensor<1x128x1x1xf32>
    %cst_122 = arith.constant dense<0.0153710935> : tensor<1x128x1x1xf32>
    %cst_123 = arith.constant dense<0.0152590228> : tensor<1x128x1x1xf32>
    %cst_124 = arith.constant dense<0.0153100584> : tensor<1x128x1x1xf32>
    %cst_125 = arith.constant dense<0.0148828123> : tensor<1x128x1x1xf32>
    %cst_126 = arith.constant dense<0.0150659177> : tensor<1x128x1x1xf32>
    %cst_127 = arith.constant dense<0.014953847> : tensor<1x128x1x1xf32>
    %cst_128 = arith.constant dense<0.0150048826> : tensor<1x128x1x1xf32>
    %cst_129 = arith.constant dense<0.0145776365> : tensor<1x512x1x1xf32>
    %cst_130 = arith.constant dense<0.014760742> : tensor<1x512x1x1xf32>
    %cst_131 = arith.constant dense<0.0146486713> : tensor<1x512x1x1xf32>
    %cst_132 = arith.constant dense<0.0146997068> : tensor<1x512x1x1xf32>
    %cst_133 = arith.constant dense<0.0142724607> : tensor<1x128x1x1xf32>
    %cst_134 = arith.constant dense<0.0144555662> : tensor<1x128x1x1xf32>
    %cst_135 = arith.constant dense<0.0143434955> : tensor<1x128x1x1xf32>
    %cst_136 = arith.constant dense<0.014394531> : tensor<1x128x1x1xf32>
    %cst_137 = arith.constant dense<0.0139672849> : tensor<1x128x1x1xf32>
    %cst_138 = arith.constant dense<0.0141503904> : tensor<1x128x1x1xf32>
    %cst_139 = arith.constant dense<0.0140383197> : tensor<1x128x1x1xf32>
    %cst_140 = arith.constant dense<0.0140893552> : tensor<1x128x1x1xf32>
    %cst_141 = arith.constant dense<0.0136621092> : tensor<1x512x1x1xf32>
    %cst_142 = arith.constant dense<0.0138452146> : tensor<1x512x1x1xf32>
    %cst_143 = arith.constant dense<0.0137331439> : tensor<1x512x1x1xf32>
    %cst_144 = arith.constant dense<0.0137841795> : tensor<1x512x1x1xf32>
    %cst_145 = arith.constant dense<0.0133569334> : tensor<1x128x1x1xf32>
    %cst_146 = arith.constant dense<0.0135400388> : tensor<1x128x1x1xf32>
    %cst_147 = arith.constant dense<0.0134279681> : tensor<1x128x1x1xf32>
    %cst_148 = arith.constant dense<0.0134790037> : tensor<1x128x1x1xf32>
    %cst_149 = arith.constant dense<0.0130517576> : tensor<1x128x1x1xf32>
    %cst_150 = arith.constant dense<0.0132348631> : tensor<1x128x1x1xf32>
    %cst_151 = arith.constant dense<0.0131227924> : tensor<1x128x1x1xf32>
    %cst_152 = arith.constant dense<0.0131738279> : tensor<1x128x1x1xf32>
    %cst_153 = arith.constant dense<0.0118310545> : tensor<1x512x1x1xf32>
    %cst_154 = arith.constant dense<0.0120141599> : tensor<1x512x1x1xf32>
    %cst_155 = arith.constant dense<0.0119020892> : tensor<1x512x1x1xf32>
    %cst_156 = arith.constant dense<0.0119531248> : tensor<1x512x1x1xf32>
    %cst_157 = arith.constant dense<0.0127465818> : tensor<1x512x1x1xf32>
    %cst_158 = arith.constant dense<0.0129296873> : tensor<1x512x1x1xf32>
    %cst_159 = arith.constant dense<0.0128176166> : tensor<1x512x1x1xf32>
    %cst_160 = arith.constant dense<0.0128686521> : tensor<1x512x1x1xf32>
    %cst_161 = arith.constant dense<0.012441406> : tensor<1x128x1x1xf32>
    %cst_162 = arith.constant dense<0.0126245115> : tensor<1x128x1x1xf32>
    %cst_163 = arith.constant dense<0.0125124408> : tensor<1x128x1x1xf32>
    %cst_164 = arith.constant dense<0.0125634763> : tensor<1x128x1x1xf32>
    %cst_165 = arith.constant dense<0.0121362302> : tensor<1x128x1x1xf32>
    %cst_166 = arith.constant dense<0.0123193357> : tensor<1x128x1x1xf32>
    %cst_167 = arith.constant dense<0.012207265> : tensor<1x128x1x1xf32>
    %cst_168 = arith.constant dense<0.0122583006> : tensor<1x128x1x1xf32>
    %cst_169 = arith.constant dense<0.0115258787> : tensor<1x256x1x1xf32>
    %cst_170 = arith.constant dense<0.0117089842> : tensor<1x256x1x1xf32>
    %cst_171 = arith.constant dense<0.0115969134> : tensor<1x256x1x1xf32>
    %cst_172 = arith.constant dense<0.011647949> : tensor<1x256x1x1xf32>
    %cst_173 = arith.constant dense<0.0259301756> : tensor<1x64x1x1xf32>
    %cst_174 = arith.constant dense<0.026113281> : tensor<1x64x1x1xf32>
    %cst_175 = arith.constant dense<0.0260012113> : tensor<1x64x1x1xf32>
    %cst_176 = arith.constant dense<0.0260522459> : tensor<1x64x1x1xf32>
    %cst_177 = arith.constant dense<0.0256860349> : tensor<1x64x1x1xf32>
    %cst_178 = arith.constant dense<0.0258691404> : tensor<1x64x1x1xf32>
    %cst_179 = arith.constant dense<0.0257570706> : tensor<1x64x1x1xf32>
    %cst_180 = arith.constant dense<0.0258081052> : tensor<1x64x1x1xf32>
    %cst_181 = arith.constant dense<0.0110986326> : tensor<1x256x1x1xf32>
    %cst_182 = arith.constant dense<0.0112817381> : tensor<1x256x1x1xf32>
    %cst_183 = arith.constant dense<0.0111696674> : tensor<1x256x1x1xf32>
    %cst_184 = arith.constant dense<0.0112207029> : tensor<1x256x1x1xf32>
    %cst_185 = arith.constant dense<0.0254418943> : tensor<1x64x1x1xf32>
    %cst_186 = arith.constant dense<2.562500e-02> : tensor<1x64x1x1xf32>
    %cst_187 = arith.constant dense<0.02551293> : tensor<1x64x1x1xf32>
    %cst_188 = arith.constant dense<0.0255639646> : tensor<1x64x1x1xf32>
    %cst_189 = arith.constant dense<0.0251977537> : tensor<1x64x1x1xf32>
    %cst_190 = arith.constant dense<0.0253808592> : tensor<1x64x1x1xf32>
    %cst_191 = arith.constant dense<0.0252687894> : tensor<1x64x1x1xf32>
    %cst_192 = arith.constant dense<0.025319824> : tensor<1x64x1x1xf32>
    %cst_193 = arith.constant dense<0.0102441404> : tensor<1x256x1x1xf32>
    %cst_194 = arith.constant dense<0.0104272459> : tensor<1x256x1x1xf32>
    %cst_195 = arith.constant dense<0.0103151752> : tensor<1x256x1x1xf32>
    %cst_196 = arith.constant dense<0.0103662107> : tensor<1x256x1x1xf32>
    %cst_197 = arith.constant dense<0.0106713865> : tensor<1x256x1x1xf32>
    %cst_198 = arith.constant dense<0.010854492> : tensor<1x256x1x1xf32>
    %cst_199 = arith.constant dense<0.0107424213> : tensor<1x256x1x1xf32>
    %cst_200 = arith.constant dense<0.0107934568> : tensor<1x256x1x1xf32>
    %cst_201 = arith.constant dense<0.0249536131> : tensor<1x64x1x1xf32>
    %cst_202 = arith.constant dense<0.0251367185> : tensor<1x64x1x1xf32>
    %cst_203 = arith.constant dense<0.0250246488> : tensor<1x64x1x1xf32>
    %cst_204 = arith.constant dense<0.0250756834> : tensor<1x64x1x1xf32>
    %cst_205 = arith.constant dense<0.0247094724> : tensor<1x64x1x1xf32>
    %cst_206 = arith.constant dense<0.0248925779> : tensor<1x64x1x1xf32>
    %cst_207 = arith.constant dense<0.0247805081> : tensor<1x64x1x1xf32>
    %cst_208 = arith.constant dense<0.0248315427> : tensor<1x64x1x1xf32>
    %cst_209 = arith.constant dense<0.0261743162> : tensor<1x64x1x1xf32>
    %cst_210 = arith.constant dense<0.0263574217> : tensor<1x64x1x1xf32>
    %cst_211 = arith.constant dense<0.0262453519> : tensor<1x64x1x1xf32>
    %cst_212 = arith.constant dense<0.0262963865> : tensor<1x64x1x1xf32>
    %cst_213 = arith.constant dense<0.0100610349> : tensor<64x3x7x7xf32>
    %cst_214 = arith.constant dense<0.0101220701> : tensor<1000xf32>
    %cst_215 = arith.constant dense<0.010488281> : tensor<256x64x1x1xf32>
    %cst_216 = arith.constant dense<0.0105493162> : tensor<64x64x1x1xf32>
    %cst_217 = arith.constant dense<0.0106103513> : tensor<64x64x3x3xf32>
    %cst_218 = arith.constant dense<0.0109155271> : tensor<256x64x1x1xf32>
    %cst_219 = arith.constant dense<0.0109765623> : tensor<64x256x1x1xf32>
    %cst_220 = arith.constant dense<0.0110375974> : tensor<64x64x3x3xf32>
    %cst_221 = arith.constant dense<0.0113427732> : tensor<256x64x1x1xf32>
    %cst_222 = arith.constant dense<0.0114038084> : tensor<64x256x1x1xf32>
    %cst_223 = arith.constant dense<0.0114648435> : tensor<64x64x3x3xf32>
    %cst_224 = arith.constant dense<0.0117700193> : tensor<256x64x1x1xf32>
    %cst_225 = arith.constant dense<0.0120751951> : tensor<512x256x1x1xf32>
    %cst_226 = arith.constant dense<0.0123803709> : tensor<128x256x1x1xf32>
    %cst_227 = arith.constant dense<0.0126855467> : tensor<128x128x3x3xf32>
    %cst_228 = arith.constant dense<0.0129907224> : tensor<512x128x1x1xf32>
    %cst_229 = arith.constant dense<0.0132958982> : tensor<128x512x1x1xf32>
    %cst_230 = arith.constant dense<0.013601074> : tensor<128x128x3x3xf32>
    %cst_231 = arith.constant dense<0.0139062498> : tensor<512x128x1x1xf32>
    %cst_232 = arith.constant dense<0.0142114256> : tensor<128x512x1x1xf32>
    %cst_233 = arith.constant dense<0.0145166013> : tensor<128x128x3x3xf32>
    %cst_234 = arith.constant dense<0.0148217771> : tensor<512x128x1x1xf32>
    %cst_235 = arith.constant dense<0.0151269529> : tensor<128x512x1x1xf32>
    %cst_236 = arith.constant dense<0.0154321287> : tensor<128x128x3x3xf32>
    %cst_237 = arith.constant dense<0.0157373045> : tensor<512x128x1x1xf32>
    %cst_238 = arith.constant dense<0.0160424802> : tensor<1024x512x1x1xf32>
    %cst_239 = arith.constant dense<0.016347656> : tensor<256x512x1x1xf32>
    %cst_240 = arith.constant dense<0.0166528318> : tensor<256x256x3x3xf32>
    %cst_241 = arith.constant dense<0.0169580076> : tensor<1024x256x1x1xf32>
    %cst_242 = arith.constant dense<0.0172631834> : tensor<256x1024x1x1xf32>
    %cst_243 = arith.constant dense<0.0175683592> : tensor<256x256x3x3xf32>
    %cst_244 = arith.constant dense<0.0178735349> : tensor<1024x256x1x1xf32>
    %cst_245 = arith.constant dense<0.0181787107> : tensor<256x1024x1x1xf32>
    %cst_246 = arith.constant dense<0.0184838865> : tensor<256x256x3x3xf32>
    %cst_247 = arith.constant dense<0.0187890623> : tensor<1024x256x1x1xf32>
    %cst_248 = arith.constant dense<0.0190942381> : tensor<256x1024x1x1xf32>
    %cst_249 = arith.constant dense<0.0193994138> : tensor<256x256x3x3xf32>
    %cst_250 = arith.constant dense<0.0197045896> : tensor<1024x256x1x1xf32>
    %cst_251 = arith.constant dense<0.0200097654> : tensor<256x1024x1x1xf32>
    %cst_252 = arith.constant dense<0.0203149412> : tensor<256x256x3x3xf32>
    %cst_253 = arith.constant dense<0.020620117> : tensor<1024x256x1x1xf32>
    %cst_254 = arith.constant dense<0.0209252927> : tensor<256x1024x1x1xf32>
    %cst_255 = arith.constant dense<0.0212304685> : tensor<256x256x3x3xf32>
    %cst_256 = arith.constant dense<0.0215356443> : tensor<1024x256x1x1xf32>
    %cst_257 = arith.constant dense<0.0218408201> : tensor<2048x1024x1x1xf32>
    %cst_258 = arith.constant dense<0.0221459959> : tensor<512x1024x1x1xf32>
    %cst_259 = arith.constant dense<0.0224511717> : tensor<512x512x3x3xf32>
    %cst_260 = arith.constant dense<0.0227563474> : tensor<2048x512x1x1xf32>
    %cst_261 = arith.constant dense<0.0230615232> : tensor<512x2048x1x1xf32>
    %cst_262 = arith.constant dense<0.023366699> : tensor<512x512x3x3xf32>
    %cst_263 = arith.constant dense<0.0236718748> : tensor<2048x512x1x1xf32>
    %cst_264 = arith.constant dense<0.0239770506> : tensor<512x2048x1x1xf32>
    %cst_265 = arith.constant dense<0.0242822263> : tensor<512x512x3x3xf32>
    %cst_266 = arith.constant dense<0.0245874021> : tensor<2048x512x1x1xf32>
    %cst_267 = arith.constant 4.900000e+01 : f32
    %cst_268 = arith.constant dense<0.0101831052> : tensor<2048x1000xf32>
    %padded = tensor.pad %arg0 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x224x224xf32> to tensor<1x3x230x230xf32>
    %0 = tensor.empty() : tensor<1x64x112x112xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x64x112x112xf32>) -> tensor<1x64x112x112xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %cst_213 : tensor<1x3x230x230xf32>, tensor<64x3x7x7xf32>) outs(%1 : tensor<1x64x112x112xf32>) -> tensor<1x64x112x112xf32>
    %3 = tensor.empty() : tensor<1x64x1x1xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_211 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %cst_212 : tensor<1x64x112x112xf32>, tensor<1x64x1x1xf32>) outs(%0 : tensor<1x64x112x112xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x112x112xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %4 : tensor<1x64x112x112xf32>, tensor<1x64x1x1xf32>) outs(%0 : tensor<1x64x112x112xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x112x112xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %cst_210 : tensor<1x64x112x112xf32>, tensor<1x64x1x1xf32>) outs(%0 : tensor<1x64x112x112xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x112x112xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %cst_209 : tensor<1x64x112x112xf32>, tensor<1x64x1x1xf32>) outs(%0 : tensor<1x64x112x112xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x112x112xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8 : tensor<1x64x112x112xf32>) outs(%0 : tensor<1x64x112x112xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x112x112xf32>
    %padded_269 = tensor.pad %9 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst_0 : f32
    } : tensor<1x64x112x112xf32> to tensor<1x64x114x114xf32>
    %10 = tensor.empty() : tensor<1x64x56x56xf32>
    %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %12 = tensor.empty() : tensor<3x3xf32>
    %13 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_269, %12 : tensor<1x64x114x114xf32>, tensor<3x3xf32>) outs(%11 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %14 = linalg.fill ins(%cst : f32) outs(%10 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %15 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%13, %cst_216 : tensor<1x64x56x56xf32>, tensor<64x64x1x1xf32>) outs(%14 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_207 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %cst_208 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %16 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %cst_206 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %cst_205 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20 : tensor<1x64x56x56xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x56x56xf32>
    %padded_270 = tensor.pad %21 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x64x56x56xf32> to tensor<1x64x58x58xf32>
    %22 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_270, %cst_217 : tensor<1x64x58x58xf32>, tensor<64x64x3x3xf32>) outs(%14 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_203 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%22, %cst_204 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%24, %23 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %26 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25, %cst_202 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %27 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%26, %cst_201 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%27 : tensor<1x64x56x56xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x56x56xf32>
    %29 = tensor.empty() : tensor<1x256x56x56xf32>
    %30 = linalg.fill ins(%cst : f32) outs(%29 : tensor<1x256x56x56xf32>) -> tensor<1x256x56x56xf32>
    %31 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%28, %cst_218 : tensor<1x64x56x56xf32>, tensor<256x64x1x1xf32>) outs(%30 : tensor<1x256x56x56xf32>) -> tensor<1x256x56x56xf32>
    %32 = tensor.empty() : tensor<1x256x1x1xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_199 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %cst_200 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34, %33 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %36 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %cst_198 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %37 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %cst_197 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %38 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%13, %cst_215 : tensor<1x64x56x56xf32>, tensor<256x64x1x1xf32>) outs(%30 : tensor<1x256x56x56xf32>) -> tensor<1x256x56x56xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_195 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %cst_196 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40, %39 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_194 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %43 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42, %cst_193 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%37, %43 : tensor<1x256x56x56xf32>, tensor<1x256x56x56xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x256x56x56xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x56x56xf32>
    %46 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%45, %cst_219 : tensor<1x256x56x56xf32>, tensor<64x256x1x1xf32>) outs(%14 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_191 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46, %cst_192 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48, %47 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49, %cst_190 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50, %cst_189 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51 : tensor<1x64x56x56xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x56x56xf32>
    %padded_271 = tensor.pad %52 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x64x56x56xf32> to tensor<1x64x58x58xf32>
    %53 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_271, %cst_220 : tensor<1x64x58x58xf32>, tensor<64x64x3x3xf32>) outs(%14 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_187 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53, %cst_188 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55, %54 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56, %cst_186 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57, %cst_185 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58 : tensor<1x64x56x56xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x56x56xf32>
    %60 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%59, %cst_221 : tensor<1x64x56x56xf32>, tensor<256x64x1x1xf32>) outs(%30 : tensor<1x256x56x56xf32>) -> tensor<1x256x56x56xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_183 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60, %cst_184 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62, %61 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %64 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%63, %cst_182 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %cst_181 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%65, %45 : tensor<1x256x56x56xf32>, tensor<1x256x56x56xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66 : tensor<1x256x56x56xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x56x56xf32>
    %68 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%67, %cst_222 : tensor<1x256x56x56xf32>, tensor<64x256x1x1xf32>) outs(%14 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_179 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68, %cst_180 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%70, %69 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %cst_178 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%72, %cst_177 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x64x56x56xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x56x56xf32>
    %padded_272 = tensor.pad %74 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x64x56x56xf32> to tensor<1x64x58x58xf32>
    %75 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_272, %cst_223 : tensor<1x64x58x58xf32>, tensor<64x64x3x3xf32>) outs(%14 : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_175 : tensor<1x64x1x1xf32>) outs(%3 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x1x1xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75, %cst_176 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%77, %76 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78, %cst_174 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79, %cst_173 : tensor<1x64x56x56xf32>, tensor<1x64x1x1xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x64x56x56xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%80 : tensor<1x64x56x56xf32>) outs(%10 : tensor<1x64x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x64x56x56xf32>
    %82 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%81, %cst_224 : tensor<1x64x56x56xf32>, tensor<256x64x1x1xf32>) outs(%30 : tensor<1x256x56x56xf32>) -> tensor<1x256x56x56xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_171 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82, %cst_172 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%84, %83 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%85, %cst_170 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%86, %cst_169 : tensor<1x256x56x56xf32>, tensor<1x256x1x1xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%87, %67 : tensor<1x256x56x56xf32>, tensor<1x256x56x56xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x56x56xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88 : tensor<1x256x56x56xf32>) outs(%29 : tensor<1x256x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x56x56xf32>
    %90 = tensor.empty() : tensor<1x128x56x56xf32>
    %91 = linalg.fill ins(%cst : f32) outs(%90 : tensor<1x128x56x56xf32>) -> tensor<1x128x56x56xf32>
    %92 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%89, %cst_226 : tensor<1x256x56x56xf32>, tensor<128x256x1x1xf32>) outs(%91 : tensor<1x128x56x56xf32>) -> tensor<1x128x56x56xf32>
    %93 = tensor.empty() : tensor<1x128x1x1xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_167 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92, %cst_168 : tensor<1x128x56x56xf32>, tensor<1x128x1x1xf32>) outs(%90 : tensor<1x128x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x56x56xf32>
    %96 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95, %94 : tensor<1x128x56x56xf32>, tensor<1x128x1x1xf32>) outs(%90 : tensor<1x128x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x56x56xf32>
    %97 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%96, %cst_166 : tensor<1x128x56x56xf32>, tensor<1x128x1x1xf32>) outs(%90 : tensor<1x128x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x56x56xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97, %cst_165 : tensor<1x128x56x56xf32>, tensor<1x128x1x1xf32>) outs(%90 : tensor<1x128x56x56xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x56x56xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%98 : tensor<1x128x56x56xf32>) outs(%90 : tensor<1x128x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x56x56xf32>
    %padded_273 = tensor.pad %99 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x128x56x56xf32> to tensor<1x128x58x58xf32>
    %100 = tensor.empty() : tensor<1x128x28x28xf32>
    %101 = linalg.fill ins(%cst : f32) outs(%100 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %102 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_273, %cst_227 : tensor<1x128x58x58xf32>, tensor<128x128x3x3xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_163 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102, %cst_164 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104, %103 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%105, %cst_162 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %107 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%106, %cst_161 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%107 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %109 = tensor.empty() : tensor<1x512x28x28xf32>
    %110 = linalg.fill ins(%cst : f32) outs(%109 : tensor<1x512x28x28xf32>) -> tensor<1x512x28x28xf32>
    %111 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%108, %cst_228 : tensor<1x128x28x28xf32>, tensor<512x128x1x1xf32>) outs(%110 : tensor<1x512x28x28xf32>) -> tensor<1x512x28x28xf32>
    %112 = tensor.empty() : tensor<1x512x1x1xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_159 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111, %cst_160 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114, %113 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %cst_158 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%116, %cst_157 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %118 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%89, %cst_225 : tensor<1x256x56x56xf32>, tensor<512x256x1x1xf32>) outs(%110 : tensor<1x512x28x28xf32>) -> tensor<1x512x28x28xf32>
    %119 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_155 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %120 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%118, %cst_156 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %121 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%120, %119 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121, %cst_154 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %123 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%122, %cst_153 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %123 : tensor<1x512x28x28xf32>, tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %125 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%124 : tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x28x28xf32>
    %126 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%125, %cst_229 : tensor<1x512x28x28xf32>, tensor<128x512x1x1xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_151 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%126, %cst_152 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %129 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%128, %127 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129, %cst_150 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%130, %cst_149 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %padded_274 = tensor.pad %132 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x128x28x28xf32> to tensor<1x128x30x30xf32>
    %133 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_274, %cst_230 : tensor<1x128x30x30xf32>, tensor<128x128x3x3xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_147 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%133, %cst_148 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%135, %134 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%136, %cst_146 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%137, %cst_145 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %139 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%138 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %140 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%139, %cst_231 : tensor<1x128x28x28xf32>, tensor<512x128x1x1xf32>) outs(%110 : tensor<1x512x28x28xf32>) -> tensor<1x512x28x28xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_143 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%140, %cst_144 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %143 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%142, %141 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %144 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%143, %cst_142 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %145 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%144, %cst_141 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %146 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%145, %125 : tensor<1x512x28x28xf32>, tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %147 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%146 : tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x28x28xf32>
    %148 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%147, %cst_232 : tensor<1x512x28x28xf32>, tensor<128x512x1x1xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %149 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_139 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %150 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%148, %cst_140 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%150, %149 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %152 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%151, %cst_138 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%152, %cst_137 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%153 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %padded_275 = tensor.pad %154 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x128x28x28xf32> to tensor<1x128x30x30xf32>
    %155 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_275, %cst_233 : tensor<1x128x30x30xf32>, tensor<128x128x3x3xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_135 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%155, %cst_136 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%157, %156 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%158, %cst_134 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%159, %cst_133 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%160 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %162 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%161, %cst_234 : tensor<1x128x28x28xf32>, tensor<512x128x1x1xf32>) outs(%110 : tensor<1x512x28x28xf32>) -> tensor<1x512x28x28xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_131 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%162, %cst_132 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %165 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%164, %163 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %166 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%165, %cst_130 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %167 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%166, %cst_129 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %168 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%167, %147 : tensor<1x512x28x28xf32>, tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %169 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%168 : tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x28x28xf32>
    %170 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%169, %cst_235 : tensor<1x512x28x28xf32>, tensor<128x512x1x1xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %171 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_127 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%170, %cst_128 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %173 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%172, %171 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %174 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%173, %cst_126 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %175 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%174, %cst_125 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%175 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %padded_276 = tensor.pad %176 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x128x28x28xf32> to tensor<1x128x30x30xf32>
    %177 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_276, %cst_236 : tensor<1x128x30x30xf32>, tensor<128x128x3x3xf32>) outs(%101 : tensor<1x128x28x28xf32>) -> tensor<1x128x28x28xf32>
    %178 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_123 : tensor<1x128x1x1xf32>) outs(%93 : tensor<1x128x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x1x1xf32>
    %179 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%177, %cst_124 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %180 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%179, %178 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %181 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%180, %cst_122 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %182 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%181, %cst_121 : tensor<1x128x28x28xf32>, tensor<1x128x1x1xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x128x28x28xf32>
    %183 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%182 : tensor<1x128x28x28xf32>) outs(%100 : tensor<1x128x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x128x28x28xf32>
    %184 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%183, %cst_237 : tensor<1x128x28x28xf32>, tensor<512x128x1x1xf32>) outs(%110 : tensor<1x512x28x28xf32>) -> tensor<1x512x28x28xf32>
    %185 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_119 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %186 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%184, %cst_120 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %187 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%186, %185 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %188 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%187, %cst_118 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %189 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%188, %cst_117 : tensor<1x512x28x28xf32>, tensor<1x512x1x1xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %190 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%189, %169 : tensor<1x512x28x28xf32>, tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x28x28xf32>
    %191 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%190 : tensor<1x512x28x28xf32>) outs(%109 : tensor<1x512x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x28x28xf32>
    %192 = tensor.empty() : tensor<1x256x28x28xf32>
    %193 = linalg.fill ins(%cst : f32) outs(%192 : tensor<1x256x28x28xf32>) -> tensor<1x256x28x28xf32>
    %194 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%191, %cst_239 : tensor<1x512x28x28xf32>, tensor<256x512x1x1xf32>) outs(%193 : tensor<1x256x28x28xf32>) -> tensor<1x256x28x28xf32>
    %195 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_115 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %196 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%194, %cst_116 : tensor<1x256x28x28xf32>, tensor<1x256x1x1xf32>) outs(%192 : tensor<1x256x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x28x28xf32>
    %197 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%196, %195 : tensor<1x256x28x28xf32>, tensor<1x256x1x1xf32>) outs(%192 : tensor<1x256x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x28x28xf32>
    %198 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%197, %cst_114 : tensor<1x256x28x28xf32>, tensor<1x256x1x1xf32>) outs(%192 : tensor<1x256x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x28x28xf32>
    %199 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%198, %cst_113 : tensor<1x256x28x28xf32>, tensor<1x256x1x1xf32>) outs(%192 : tensor<1x256x28x28xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x28x28xf32>
    %200 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%199 : tensor<1x256x28x28xf32>) outs(%192 : tensor<1x256x28x28xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x28x28xf32>
    %padded_277 = tensor.pad %200 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x256x28x28xf32> to tensor<1x256x30x30xf32>
    %201 = tensor.empty() : tensor<1x256x14x14xf32>
    %202 = linalg.fill ins(%cst : f32) outs(%201 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %203 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_277, %cst_240 : tensor<1x256x30x30xf32>, tensor<256x256x3x3xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %204 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_111 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %205 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%203, %cst_112 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %206 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%205, %204 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %207 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%206, %cst_110 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %208 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%207, %cst_109 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %209 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%208 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %210 = tensor.empty() : tensor<1x1024x14x14xf32>
    %211 = linalg.fill ins(%cst : f32) outs(%210 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %212 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%209, %cst_241 : tensor<1x256x14x14xf32>, tensor<1024x256x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %213 = tensor.empty() : tensor<1x1024x1x1xf32>
    %214 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_107 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %215 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%212, %cst_108 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %216 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%215, %214 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %217 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%216, %cst_106 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %218 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%217, %cst_105 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %219 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%191, %cst_238 : tensor<1x512x28x28xf32>, tensor<1024x512x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %220 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_103 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %221 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%219, %cst_104 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %222 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%221, %220 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %223 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%222, %cst_102 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %224 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%223, %cst_101 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %225 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%218, %224 : tensor<1x1024x14x14xf32>, tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %226 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%225 : tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x1024x14x14xf32>
    %227 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%226, %cst_242 : tensor<1x1024x14x14xf32>, tensor<256x1024x1x1xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %228 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_99 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %229 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%227, %cst_100 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %230 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%229, %228 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %231 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%230, %cst_98 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %232 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%231, %cst_97 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %233 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%232 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %padded_278 = tensor.pad %233 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x256x14x14xf32> to tensor<1x256x16x16xf32>
    %234 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_278, %cst_243 : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %235 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_95 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %236 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%234, %cst_96 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %237 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%236, %235 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %238 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%237, %cst_94 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %239 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%238, %cst_93 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %240 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%239 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %241 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%240, %cst_244 : tensor<1x256x14x14xf32>, tensor<1024x256x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %242 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_91 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %243 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%241, %cst_92 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %244 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%243, %242 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %245 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%244, %cst_90 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %246 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%245, %cst_89 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %247 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%246, %226 : tensor<1x1024x14x14xf32>, tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %248 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%247 : tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x1024x14x14xf32>
    %249 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%248, %cst_245 : tensor<1x1024x14x14xf32>, tensor<256x1024x1x1xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %250 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_87 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %251 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%249, %cst_88 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %252 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%251, %250 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %253 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%252, %cst_86 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %254 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%253, %cst_85 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %255 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%254 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %padded_279 = tensor.pad %255 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x256x14x14xf32> to tensor<1x256x16x16xf32>
    %256 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_279, %cst_246 : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %257 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_83 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %258 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%256, %cst_84 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %259 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%258, %257 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %260 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%259, %cst_82 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %261 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%260, %cst_81 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %262 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%261 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %263 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%262, %cst_247 : tensor<1x256x14x14xf32>, tensor<1024x256x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %264 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_79 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %265 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%263, %cst_80 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %266 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%265, %264 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %267 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%266, %cst_78 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %268 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%267, %cst_77 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %269 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%268, %248 : tensor<1x1024x14x14xf32>, tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %270 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%269 : tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x1024x14x14xf32>
    %271 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%270, %cst_248 : tensor<1x1024x14x14xf32>, tensor<256x1024x1x1xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %272 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_75 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %273 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%271, %cst_76 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %274 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%273, %272 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %275 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%274, %cst_74 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %276 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%275, %cst_73 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %277 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%276 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %padded_280 = tensor.pad %277 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x256x14x14xf32> to tensor<1x256x16x16xf32>
    %278 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_280, %cst_249 : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %279 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_71 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %280 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%278, %cst_72 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %281 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%280, %279 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %282 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%281, %cst_70 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %283 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%282, %cst_69 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %284 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%283 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %285 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%284, %cst_250 : tensor<1x256x14x14xf32>, tensor<1024x256x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %286 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_67 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %287 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%285, %cst_68 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %288 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%287, %286 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %289 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%288, %cst_66 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %290 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%289, %cst_65 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %291 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%290, %270 : tensor<1x1024x14x14xf32>, tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %292 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%291 : tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x1024x14x14xf32>
    %293 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%292, %cst_251 : tensor<1x1024x14x14xf32>, tensor<256x1024x1x1xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %294 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_63 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %295 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%293, %cst_64 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %296 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%295, %294 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %297 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%296, %cst_62 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %298 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%297, %cst_61 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %299 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%298 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %padded_281 = tensor.pad %299 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x256x14x14xf32> to tensor<1x256x16x16xf32>
    %300 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_281, %cst_252 : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %301 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_59 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %302 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%300, %cst_60 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %303 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%302, %301 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %304 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%303, %cst_58 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %305 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%304, %cst_57 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %306 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%305 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %307 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%306, %cst_253 : tensor<1x256x14x14xf32>, tensor<1024x256x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %308 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_55 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %309 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%307, %cst_56 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %310 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%309, %308 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %311 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%310, %cst_54 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %312 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%311, %cst_53 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %313 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%312, %292 : tensor<1x1024x14x14xf32>, tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %314 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%313 : tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x1024x14x14xf32>
    %315 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%314, %cst_254 : tensor<1x1024x14x14xf32>, tensor<256x1024x1x1xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %316 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_51 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %317 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%315, %cst_52 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %318 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%317, %316 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %319 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%318, %cst_50 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %320 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%319, %cst_49 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %321 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%320 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %padded_282 = tensor.pad %321 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x256x14x14xf32> to tensor<1x256x16x16xf32>
    %322 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_282, %cst_255 : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%202 : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
    %323 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_47 : tensor<1x256x1x1xf32>) outs(%32 : tensor<1x256x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x1x1xf32>
    %324 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%322, %cst_48 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %325 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%324, %323 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %326 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%325, %cst_46 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %327 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%326, %cst_45 : tensor<1x256x14x14xf32>, tensor<1x256x1x1xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x256x14x14xf32>
    %328 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%327 : tensor<1x256x14x14xf32>) outs(%201 : tensor<1x256x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x256x14x14xf32>
    %329 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%328, %cst_256 : tensor<1x256x14x14xf32>, tensor<1024x256x1x1xf32>) outs(%211 : tensor<1x1024x14x14xf32>) -> tensor<1x1024x14x14xf32>
    %330 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_43 : tensor<1x1024x1x1xf32>) outs(%213 : tensor<1x1024x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x1x1xf32>
    %331 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%329, %cst_44 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %332 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%331, %330 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %333 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%332, %cst_42 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %334 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%333, %cst_41 : tensor<1x1024x14x14xf32>, tensor<1x1024x1x1xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %335 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%334, %314 : tensor<1x1024x14x14xf32>, tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1024x14x14xf32>
    %336 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%335 : tensor<1x1024x14x14xf32>) outs(%210 : tensor<1x1024x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x1024x14x14xf32>
    %337 = tensor.empty() : tensor<1x512x14x14xf32>
    %338 = linalg.fill ins(%cst : f32) outs(%337 : tensor<1x512x14x14xf32>) -> tensor<1x512x14x14xf32>
    %339 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%336, %cst_258 : tensor<1x1024x14x14xf32>, tensor<512x1024x1x1xf32>) outs(%338 : tensor<1x512x14x14xf32>) -> tensor<1x512x14x14xf32>
    %340 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_39 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %341 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%339, %cst_40 : tensor<1x512x14x14xf32>, tensor<1x512x1x1xf32>) outs(%337 : tensor<1x512x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x14x14xf32>
    %342 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%341, %340 : tensor<1x512x14x14xf32>, tensor<1x512x1x1xf32>) outs(%337 : tensor<1x512x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x14x14xf32>
    %343 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%342, %cst_38 : tensor<1x512x14x14xf32>, tensor<1x512x1x1xf32>) outs(%337 : tensor<1x512x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x14x14xf32>
    %344 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%343, %cst_37 : tensor<1x512x14x14xf32>, tensor<1x512x1x1xf32>) outs(%337 : tensor<1x512x14x14xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x14x14xf32>
    %345 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%344 : tensor<1x512x14x14xf32>) outs(%337 : tensor<1x512x14x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x14x14xf32>
    %padded_283 = tensor.pad %345 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x512x14x14xf32> to tensor<1x512x16x16xf32>
    %346 = tensor.empty() : tensor<1x512x7x7xf32>
    %347 = linalg.fill ins(%cst : f32) outs(%346 : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
    %348 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_283, %cst_259 : tensor<1x512x16x16xf32>, tensor<512x512x3x3xf32>) outs(%347 : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
    %349 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_35 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %350 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%348, %cst_36 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %351 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%350, %349 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %352 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%351, %cst_34 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %353 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%352, %cst_33 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %354 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%353 : tensor<1x512x7x7xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x7x7xf32>
    %355 = tensor.empty() : tensor<1x2048x7x7xf32>
    %356 = linalg.fill ins(%cst : f32) outs(%355 : tensor<1x2048x7x7xf32>) -> tensor<1x2048x7x7xf32>
    %357 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%354, %cst_260 : tensor<1x512x7x7xf32>, tensor<2048x512x1x1xf32>) outs(%356 : tensor<1x2048x7x7xf32>) -> tensor<1x2048x7x7xf32>
    %358 = tensor.empty() : tensor<1x2048x1x1xf32>
    %359 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_31 : tensor<1x2048x1x1xf32>) outs(%358 : tensor<1x2048x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x1x1xf32>
    %360 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%357, %cst_32 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %361 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%360, %359 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %362 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%361, %cst_30 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %363 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%362, %cst_29 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %364 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%336, %cst_257 : tensor<1x1024x14x14xf32>, tensor<2048x1024x1x1xf32>) outs(%356 : tensor<1x2048x7x7xf32>) -> tensor<1x2048x7x7xf32>
    %365 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_27 : tensor<1x2048x1x1xf32>) outs(%358 : tensor<1x2048x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x1x1xf32>
    %366 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%364, %cst_28 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %367 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%366, %365 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %368 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%367, %cst_26 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %369 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%368, %cst_25 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %370 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%363, %369 : tensor<1x2048x7x7xf32>, tensor<1x2048x7x7xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %371 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%370 : tensor<1x2048x7x7xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x2048x7x7xf32>
    %372 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%371, %cst_261 : tensor<1x2048x7x7xf32>, tensor<512x2048x1x1xf32>) outs(%347 : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
    %373 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_23 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %374 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%372, %cst_24 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %375 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%374, %373 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %376 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%375, %cst_22 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %377 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%376, %cst_21 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %378 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%377 : tensor<1x512x7x7xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x7x7xf32>
    %padded_284 = tensor.pad %378 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x512x7x7xf32> to tensor<1x512x9x9xf32>
    %379 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_284, %cst_262 : tensor<1x512x9x9xf32>, tensor<512x512x3x3xf32>) outs(%347 : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
    %380 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_19 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %381 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%379, %cst_20 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %382 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%381, %380 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %383 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%382, %cst_18 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %384 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%383, %cst_17 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %385 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%384 : tensor<1x512x7x7xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x7x7xf32>
    %386 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%385, %cst_263 : tensor<1x512x7x7xf32>, tensor<2048x512x1x1xf32>) outs(%356 : tensor<1x2048x7x7xf32>) -> tensor<1x2048x7x7xf32>
    %387 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_15 : tensor<1x2048x1x1xf32>) outs(%358 : tensor<1x2048x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x1x1xf32>
    %388 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%386, %cst_16 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %389 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%388, %387 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %390 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%389, %cst_14 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %391 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%390, %cst_13 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %392 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%391, %371 : tensor<1x2048x7x7xf32>, tensor<1x2048x7x7xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %393 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%392 : tensor<1x2048x7x7xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x2048x7x7xf32>
    %394 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%393, %cst_264 : tensor<1x2048x7x7xf32>, tensor<512x2048x1x1xf32>) outs(%347 : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
    %395 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_11 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %396 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%394, %cst_12 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %397 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%396, %395 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %398 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%397, %cst_10 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %399 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%398, %cst_9 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %400 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%399 : tensor<1x512x7x7xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x7x7xf32>
    %padded_285 = tensor.pad %400 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x512x7x7xf32> to tensor<1x512x9x9xf32>
    %401 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_285, %cst_265 : tensor<1x512x9x9xf32>, tensor<512x512x3x3xf32>) outs(%347 : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
    %402 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_7 : tensor<1x512x1x1xf32>) outs(%112 : tensor<1x512x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x1x1xf32>
    %403 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%401, %cst_8 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %404 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%403, %402 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %405 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%404, %cst_6 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %406 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%405, %cst_5 : tensor<1x512x7x7xf32>, tensor<1x512x1x1xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x512x7x7xf32>
    %407 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%406 : tensor<1x512x7x7xf32>) outs(%346 : tensor<1x512x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x512x7x7xf32>
    %408 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%407, %cst_266 : tensor<1x512x7x7xf32>, tensor<2048x512x1x1xf32>) outs(%356 : tensor<1x2048x7x7xf32>) -> tensor<1x2048x7x7xf32>
    %409 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_3 : tensor<1x2048x1x1xf32>) outs(%358 : tensor<1x2048x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.rsqrt %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x1x1xf32>
    %410 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%408, %cst_4 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %411 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%410, %409 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %412 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%411, %cst_2 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.mulf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %413 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%412, %cst_1 : tensor<1x2048x7x7xf32>, tensor<1x2048x1x1xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %414 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%413, %393 : tensor<1x2048x7x7xf32>, tensor<1x2048x7x7xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x7x7xf32>
    %415 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%414 : tensor<1x2048x7x7xf32>) outs(%355 : tensor<1x2048x7x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.cmpf ugt, %in, %cst : f32
      %436 = arith.select %435, %in, %cst : f32
      linalg.yield %436 : f32
    } -> tensor<1x2048x7x7xf32>
    %416 = linalg.fill ins(%cst : f32) outs(%358 : tensor<1x2048x1x1xf32>) -> tensor<1x2048x1x1xf32>
    %417 = tensor.empty() : tensor<7x7xf32>
    %418 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%415, %417 : tensor<1x2048x7x7xf32>, tensor<7x7xf32>) outs(%416 : tensor<1x2048x1x1xf32>) -> tensor<1x2048x1x1xf32>
    %419 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%418 : tensor<1x2048x1x1xf32>) outs(%358 : tensor<1x2048x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.divf %in, %cst_267 : f32
      linalg.yield %435 : f32
    } -> tensor<1x2048x1x1xf32>
    %collapsed = tensor.collapse_shape %419 [[0], [1, 2, 3]] : tensor<1x2048x1x1xf32> into tensor<1x2048xf32>
    %420 = tensor.empty() : tensor<1x1000xf32>
    %421 = linalg.fill ins(%cst : f32) outs(%420 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %422 = linalg.matmul ins(%collapsed, %cst_268 : tensor<1x2048xf32>, tensor<2048x1000xf32>) outs(%421 : tensor<1x1000xf32>) -> tensor<1x1000xf32>
    %423 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types = ["parallel", "parallel"]} ins(%422, %cst_214 : tensor<1x1000xf32>, tensor<1000xf32>) outs(%420 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.addf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1000xf32>
    %424 = tensor.empty() : tensor<1xi64>
    %425 = linalg.fill ins(%c0_i64 : i64) outs(%424 : tensor<1xi64>) -> tensor<1xi64>
    %426 = tensor.empty() : tensor<1xf32>
    %427 = linalg.fill ins(%cst_0 : f32) outs(%426 : tensor<1xf32>) -> tensor<1xf32>
    %428:2 = linalg.generic {indexing_maps = [#map2, #map4, #map4], iterator_types = ["parallel", "reduction"]} ins(%423 : tensor<1x1000xf32>) outs(%427, %425 : tensor<1xf32>, tensor<1xi64>) {
    ^bb0(%in: f32, %out: f32, %out_286: i64):
      %435 = linalg.index 1 : index
      %436 = arith.index_cast %435 : index to i64
      %437 = arith.maximumf %in, %out : f32
      %438 = arith.cmpf ogt, %in, %out : f32
      %439 = arith.select %438, %436, %out_286 : i64
      linalg.yield %437, %439 : f32, i64
    } -> (tensor<1xf32>, tensor<1xi64>)
    %expanded = tensor.expand_shape %428#0 [[0, 1]] output_shape [1, 1] : tensor<1xf32> into tensor<1x1xf32>
    %429 = linalg.generic {indexing_maps = [#map2, #map5, #map2], iterator_types = ["parallel", "parallel"]} ins(%423, %expanded : tensor<1x1000xf32>, tensor<1x1xf32>) outs(%420 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.subf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1000xf32>
    %430 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%429 : tensor<1x1000xf32>) outs(%420 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = math.exp %in : f32
      linalg.yield %435 : f32
    } -> tensor<1x1000xf32>
    %431 = tensor.empty() : tensor<1x1xf32>
    %432 = linalg.fill ins(%cst : f32) outs(%431 : tensor<1x1xf32>) -> tensor<1x1xf32>
    %433 = linalg.generic {indexing_maps = [#map2, #map5], iterator_types = ["parallel", "reduction"]} ins(%430 : tensor<1x1000xf32>) outs(%432 : tensor<1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %435 = arith.addf %in, %out : f32
      linalg.yield %435 : f32
    } -> tensor<1x1xf32>
    %434 = linalg.generic {indexing_maps = [#map2, #map5, #map2], iterator_types = ["parallel", "parallel"]} ins(%430, %433 : tensor<1x1000xf32>, tensor<1x1xf32>) outs(%420 : tensor<1x1000xf32>) {
    ^bb0(%in: f32, %in_286: f32, %out: f32):
      %435 = arith.divf %in, %in_286 : f32
      linalg.yield %435 : f32
    } -> tensor<1x1000xf32>
    return %434 : tensor<1x1000xf32>
  }
}

